import type { Span } from '@ftz/shared/contract/recording.ts';
import type Hls from 'hls.js';
import type { Piece } from './recorded-place.ts';

/** Why there are no pieces: nothing is kept, nobody may see it, the disk does not answer, or the server does not. */
export type SourceTrouble = 'nothing-kept' | 'may-not-see' | 'disk-stalled' | 'away';

/** A playlist that is being played. Its memory is given back by `close`. */
export type RecordedSource = {
  asked: Span;
  askedAtMs: number;
  pieces: () => readonly Piece[];
  /** Whether more is added by itself, as it is recorded. */
  grows: () => boolean;
  trouble: () => SourceTrouble | null;
  close: () => void;
};

/** What it is opened for: a picture that plays, single pictures here and there, or one that begins again and again. */
export type SourceKind = 'picture' | 'stills' | 'loop';

type Options = { video: HTMLVideoElement; address: string; asked: Span; kind: SourceKind };

/**
 * Nine tiles at eightfold speed, and memory that has an end; of a still, the piece that it is in; a loop is short
 * and stays whole in memory, so that it is fetched once.
 */
const buffers = {
  picture: {
    backBufferLength: 10,
    maxBufferLength: 24,
    maxMaxBufferLength: 40,
    maxBufferSize: 8e6,
  },
  stills: { backBufferLength: 2, maxBufferLength: 1, maxMaxBufferLength: 2, maxBufferSize: 1e6 },
  loop: {
    backBufferLength: Number.POSITIVE_INFINITY,
    maxBufferLength: 60,
    maxMaxBufferLength: 60,
    maxBufferSize: 8e6,
  },
} as const;

/** Opens what is kept between two moments on a video element; null where no browser can play it. */
export async function openRecorded(options: Options): Promise<RecordedSource | null> {
  const { default: HlsPlayer } = await import('hls.js');
  return HlsPlayer.isSupported() ? openWith(HlsPlayer, options) : null;
}

function openWith(HlsPlayer: typeof Hls, { video, address, asked, kind }: Options): RecordedSource {
  let trouble: SourceTrouble | null = null;
  const hls = new HlsPlayer({
    /** fMP4 needs no transmuxing: a worker per tile would only cost. */
    enableWorker: false,
    ...buffers[kind],
    /** The clock says where to begin. */
    startPosition: 0,
    autoStartLoad: false,
  });
  hls.on(HlsPlayer.Events.ERROR, (_event, { fatal, type, response }) => {
    if (fatal && type === HlsPlayer.ErrorTypes.MEDIA_ERROR) hls.recoverMediaError();
    if (fatal && type === HlsPlayer.ErrorTypes.NETWORK_ERROR) trouble = troubleOf(response?.code);
  });
  // A list that still grows would else begin at its end.
  hls.on(HlsPlayer.Events.MANIFEST_PARSED, () => hls.startLoad(0));
  hls.loadSource(address);
  hls.attachMedia(video);
  return {
    asked,
    askedAtMs: performance.now(),
    pieces: () => hls.levels[0]?.details?.fragments ?? [],
    grows: () => hls.levels[0]?.details?.live ?? false,
    trouble: () => trouble,
    close: () => hls.destroy(),
  };
}

function troubleOf(status: number | undefined): SourceTrouble {
  if (status === 404) return 'nothing-kept';
  if (status === 503) return 'disk-stalled';
  return status === 401 || status === 403 ? 'may-not-see' : 'away';
}
