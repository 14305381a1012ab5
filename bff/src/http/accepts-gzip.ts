/** Whether an `accept-encoding` header takes gzip (RFC 9110 12.5.3). */
export function acceptsGzip(header: string | string[] | undefined): boolean {
  const weights = new Map<string, number>();
  for (const entry of String(header ?? '').split(',')) {
    const [coding = '', weight] = entry.split(/;\s*q=/i);
    weights.set(coding.trim().toLowerCase(), weight === undefined ? 1 : Number(weight));
  }
  return (weights.get('gzip') ?? weights.get('*') ?? 0) > 0;
}
