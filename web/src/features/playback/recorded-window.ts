import type { Span } from '@ftz/shared/contract/recording.ts';
import { isInside, windowAround } from './recorded-place.ts';
import { openRecorded, type RecordedSource, type SourceKind } from './recorded-source.ts';

/** One playlist of the minutes around a moment, on a video element. */
export type RecordedWindow = {
  /** Null while it is being opened. Another moment opens other minutes. */
  around: (atMs: number) => RecordedSource | 'unsupported' | null;
  /** Asks anew for what may have been written meanwhile. */
  renew: (atMs: number) => void;
  close: () => void;
};

type Options = {
  video: HTMLVideoElement;
  addressOf: (asked: Span) => string;
  kind: SourceKind;
};

export function keepWindow({ video, addressOf, kind }: Options): RecordedWindow {
  let source: RecordedSource | 'unsupported' | null = null;
  let opening: Span | null = null;
  const shut = () => {
    if (source !== null && source !== 'unsupported') source.close();
    source = null;
  };
  const open = async (asked: Span) => {
    opening = asked;
    shut();
    const opened = await openRecorded({ video, address: addressOf(asked), asked, kind });
    if (opening !== asked) opened?.close();
    else source = opened ?? 'unsupported';
  };
  const renew = (atMs: number) => {
    const asked = windowAround(atMs);
    open(asked).catch(() => {
      if (opening === asked) opening = null;
    });
  };
  return {
    around(atMs) {
      if (opening === null || !isInside(opening, atMs)) renew(atMs);
      return source;
    },
    renew,
    close() {
      opening = null;
      shut();
    },
  };
}
