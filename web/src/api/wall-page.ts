/** Whether this page hangs in the hall, where nobody signs in: it goes by a key of its own. */
export function isWallPage(): boolean {
  return /^\/wall(\/|$)/.test(location.pathname);
}
