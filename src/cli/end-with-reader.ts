/** The exit code that a shell gives to a program whose reader has gone: 128 and the number of SIGPIPE. */
const READER_GONE = 141;

/**
 * Ends the process quietly when nobody reads its output any more, as in `waymark check | head`. Any other error of the
 * stream is thrown.
 */
export function endWithReader(output: NodeJS.WritableStream, exit: (code: number) => void): void {
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    exit(READER_GONE);
  });
}
