import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { LogEvent } from '../log/index.ts';

/** The part of an answer that is counted. */
export interface CountedAnswer {
  readonly kind: string;
  readonly verdict: string;
  readonly pack: string | null;
}

/** Records what the server does. docs/operations.md explains each figure. Times in seconds. */
export interface Metrics {
  /** The registry that holds the figures. More can be added to it. */
  readonly registry: Registry;
  turn(outcome: string, seconds: number): void;
  answer(surface: 'chat' | 'api', answer: CountedAnswer): void;
  /** One question of the ask API. */
  ask(seconds: number): void;
  /** One transaction with so many turns. */
  commit(outcome: 'committed' | 'failed', turns: number, seconds: number): void;
  /** One attempt to send a reply. */
  delivery(outcome: 'sent' | 'failed', seconds: number): void;
  request(method: string, route: string, status: number, seconds: number): void;
  /** Something that is logged as a warning or an error. */
  problem(event: LogEvent): void;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const SIZES = [1, 2, 4, 8, 16, 32, 64];

/** Creates the metrics of one server, in a registry of its own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Counter<Label>({ name, help, labelNames, registers: [registry] });
  const histogram = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    buckets = SECONDS,
  ) => new Histogram<Label>({ name, help, labelNames, buckets, registers: [registry] });

  const turns = counter('waymark_turns_total', 'Turns by outcome.', ['outcome']);
  const turnSeconds = histogram('waymark_turn_seconds', 'From the activity to the end of its turn.', []);
  const answers = counter('waymark_answers_total', 'Answers by verdict.', ['surface', 'verdict']);
  const notCovered = counter('waymark_not_covered_total', 'Answers "not covered" by pack.', [
    'surface',
    'pack',
  ]);
  const askSeconds = histogram('waymark_ask_seconds', 'Answering one question of the ask API.', []);
  const commits = counter('waymark_commits_total', 'Transactions with turns, by outcome.', ['outcome']);
  const commitSeconds = histogram('waymark_commit_seconds', 'One transaction with turns.', []);
  const commitTurns = histogram('waymark_commit_turns', 'Turns that were committed together.', [], SIZES);
  const deliveries = counter('waymark_deliveries_total', 'Attempts to send a reply.', ['outcome']);
  const deliverySeconds = histogram('waymark_delivery_seconds', 'One attempt to send a reply.', []);
  const requests = counter('waymark_http_requests_total', 'Requests.', ['method', 'route', 'status']);
  const requestSeconds = histogram('waymark_http_request_seconds', 'Requests by route.', ['route']);
  const problems = counter('waymark_problems_total', 'Warnings and errors by event of the log.', ['event']);

  return {
    registry,
    turn(outcome, seconds) {
      turns.inc({ outcome });
      turnSeconds.observe(seconds);
    },
    answer(surface, { kind, verdict, pack }) {
      answers.inc({ surface, verdict });
      if (kind === 'not-covered') notCovered.inc({ surface, pack: pack ?? 'none' });
    },
    ask: (seconds) => askSeconds.observe(seconds),
    commit(outcome, size, seconds) {
      commits.inc({ outcome });
      commitSeconds.observe(seconds);
      if (outcome === 'committed') commitTurns.observe(size);
    },
    delivery(outcome, seconds) {
      deliveries.inc({ outcome });
      deliverySeconds.observe(seconds);
    },
    request(method, route, status, seconds) {
      requests.inc({ method: METHODS.has(method) ? method : 'other', route, status });
      requestSeconds.observe({ route }, seconds);
    },
    problem: (event) => problems.inc({ event }),
  };
}

/** Other methods are counted together: callers can invent methods, and each would be a series of its own. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Adds a gauge whose value is read when the figures are read. */
export function addGauge({ registry }: Metrics, name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });
}
