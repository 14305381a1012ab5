/** Refuses by throwing nothing and returning a reason: the caller ends the connection. */
export type PacketGuard = (chunk: Uint8Array) => 'too-long' | 'bad-length' | null;

/**
 * Watches the lengths of MQTT control packets as they stream by (MQTT 3.1.1 clause 2.2.3), because a
 * parser would first gather up to 256 MB of one. `limitBytes` is the greatest remaining length.
 */
export function createPacketGuard(limitBytes: number): PacketGuard {
  let bodyLeft = 0;
  let length = 0;
  let lengthDigits = -1;

  function readLengthDigit(byte: number): ReturnType<PacketGuard> {
    length += (byte & 0x7f) * 128 ** lengthDigits;
    lengthDigits++;
    if (byte & 0x80) return lengthDigits === 4 ? 'bad-length' : null;
    lengthDigits = -1;
    bodyLeft = length;
    return length > limitBytes ? 'too-long' : null;
  }

  return (chunk) => {
    for (let at = 0; at < chunk.length; ) {
      const skipped = Math.min(bodyLeft, chunk.length - at);
      bodyLeft -= skipped;
      at += skipped;
      if (at === chunk.length) break;
      const byte = chunk[at++] ?? 0;
      if (lengthDigits < 0) {
        length = 0;
        lengthDigits = 0;
        continue;
      }
      const refusal = readLengthDigit(byte);
      if (refusal) return refusal;
    }
    return null;
  };
}
