import type { LonLat } from '@ftz/shared/contract/position.ts';
import { useEffect, useState } from 'react';

export type OwnFix = { point: LonLat; accuracyM: number };

/**
 * Where the phone is, asked once; null when it does not know, may not say, or takes too long. The
 * caller then goes on without: a position helps and is never a condition.
 */
export function askOwnPosition(timeoutMs: number): Promise<OwnFix | null> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve(null);
    // The browser's own timeout does not run while it waits for the person's permission.
    const timer = setTimeout(() => resolve(null), timeoutMs + 1000);
    const settle = (fix: OwnFix | null) => {
      clearTimeout(timer);
      resolve(fix);
    };
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        settle({ point: [coords.longitude, coords.latitude], accuracyM: coords.accuracy }),
      () => settle(null),
      { enableHighAccuracy: true, timeout: timeoutMs, maximumAge: 15_000 },
    );
  });
}

/** Follows the phone where the person has already allowed it; never asks for permission by itself. */
export function useOwnPosition(): LonLat | null {
  const [point, setPoint] = useState<LonLat | null>(null);
  useEffect(() => {
    let watch: number | null = null;
    let wanted = true;
    void permissionGiven().then((given) => {
      if (!given || !wanted) return;
      watch = navigator.geolocation.watchPosition(
        ({ coords }) => setPoint([coords.longitude, coords.latitude]),
        () => setPoint(null),
        { enableHighAccuracy: true, maximumAge: 10_000 },
      );
    });
    return () => {
      wanted = false;
      if (watch !== null) navigator.geolocation.clearWatch(watch);
    };
  }, []);
  return point;
}

async function permissionGiven(): Promise<boolean> {
  try {
    const permission = await navigator.permissions.query({ name: 'geolocation' });
    return permission.state === 'granted';
  } catch {
    return false;
  }
}
