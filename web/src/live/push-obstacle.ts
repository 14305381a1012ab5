/** What of the browser decides whether this phone can be rung with its page closed. */
export type PushBrowser = {
  isSecure: boolean;
  hasPush: boolean;
  /** Null where a page needs not be installed for that: everywhere but on an iPhone. */
  isInstalled: boolean | null;
  permission: NotificationPermission | null;
};

/** Why it cannot; each has a sentence that says what to do. */
export const pushObstacles = ['no-https', 'not-installed', 'unsupported', 'blocked'] as const;
export type PushObstacle = (typeof pushObstacles)[number];

export function obstacleOf(browser: PushBrowser): PushObstacle | null {
  const { isSecure, hasPush, isInstalled, permission } = browser;
  if (!isSecure) return 'no-https';
  if (!hasPush) return isInstalled === false ? 'not-installed' : 'unsupported';
  return permission === 'denied' ? 'blocked' : null;
}

export const pushBrowser = (): PushBrowser => ({
  isSecure: window.isSecureContext,
  hasPush: 'PushManager' in window && 'serviceWorker' in navigator,
  isInstalled:
    'standalone' in navigator && typeof navigator.standalone === 'boolean'
      ? navigator.standalone
      : null,
  permission: 'Notification' in window ? Notification.permission : null,
});
