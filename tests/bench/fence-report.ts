/** A fence report on its way: what its entry will say, and when it was written to the socket. */
export type FenceReportSent = { key: string; atMs: number };

export const fenceKey = (account: string, zone: number, code: string, deviceAtMs: number) =>
  `${account}/${zone}/${code}/${deviceAtMs}`;
