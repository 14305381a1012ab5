/**
 * How many files and sockets the system lets this process open (`ulimit -n`). Node raises the soft
 * limit to the hard one when it starts, so the soft one is what counts. Infinity when unlimited.
 */
export function mostOpenFiles(): number {
  const { userLimits } = process.report.getReport() as {
    userLimits?: { open_files?: { soft: number | string } };
  };
  const soft = userLimits?.open_files?.soft;
  return typeof soft === 'number' ? soft : Number.POSITIVE_INFINITY;
}
