/**
 * Panels pad their account with zeros or leave the padding out; the registry decides which form is
 * theirs. Returns the registered form, or the account as sent (upper case) when none is registered.
 */
export function normaliseAccount(
  account: string,
  registry: (account: string) => boolean,
): { deviceId: string; known: boolean } {
  const sent = account.toUpperCase();
  const bare = sent.replace(/^0+(?=.)/, '');
  const known = [sent, bare, bare.padStart(4, '0')].find(registry);
  return { deviceId: known ?? sent, known: known !== undefined };
}
