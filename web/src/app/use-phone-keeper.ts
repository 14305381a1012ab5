import { useEffect } from 'react';
import { usePrincipal } from '#api/session.ts';
import { startKeepingPicture } from '#live/kept-picture.ts';
import { startKeepingDrafts } from '#live/phone-drafts.ts';
import { startOutbox } from '#live/phone-outbox.ts';

/** What makes a page a phone: it keeps what its person does and sees, and opens without a connection. */
export function usePhoneKeeper(): void {
  const accountId = usePrincipal()?.accountId ?? null;
  useEffect(() => {
    if (accountId === null) return;
    const stops = [
      startOutbox(accountId),
      startKeepingPicture(accountId),
      startKeepingDrafts(accountId),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [accountId]);
  useEffect(installPage, []);
}

function installPage(): void {
  if (!document.querySelector('link[rel="manifest"]')) {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'manifest', href: '/phone.webmanifest' });
    document.head.append(link);
  }
  // Refused where the certificate is not trusted: the page then needs its connection to open.
  if (import.meta.env.PROD)
    void navigator.serviceWorker
      ?.register('/phone-worker.js', { scope: '/mobile' })
      .catch(() => null);
}
