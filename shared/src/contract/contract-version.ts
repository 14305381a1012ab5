/**
 * Raised by hand whenever the wire changes; `contract-version.test.ts` holds the hash of the wire
 * beside it, so that neither changes without the other.
 */
export const contractVersion = 17;
