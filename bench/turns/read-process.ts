import { readdirSync, readFileSync } from 'node:fs';

/** What the operating system says of a process; zeros where it does not say (only Linux does). */
export interface Reading {
  /** Processor time of all its threads, in milliseconds. */
  readonly cpu: number;
  /** Memory that it holds, and the most that it ever held, in megabytes. */
  readonly memory: number;
  readonly peak: number;
  /** Open files and connections. */
  readonly handles: number;
}

/** Linux counts processor time in hundredths of a second, whatever its timer does. */
const TICK = 10;

/** Reads a process by its id. */
export function readProcess(id: number): Reading {
  try {
    const stat = readFileSync(`/proc/${String(id)}/stat`, 'utf8');
    // Behind the name, which may have spaces: field 3 of proc(5) comes first.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const status = readFileSync(`/proc/${String(id)}/status`, 'utf8');
    const megabytes = (field: string) => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
    return {
      cpu: (Number(fields[11]) + Number(fields[12])) * TICK,
      memory: megabytes('VmRSS'),
      peak: megabytes('VmHWM'),
      handles: readdirSync(`/proc/${String(id)}/fd`).length,
    };
  } catch {
    return { cpu: 0, memory: 0, peak: 0, handles: 0 };
  }
}
