import type { Span } from '@ftz/shared/contract/recording.ts';
import type Hls from 'hls.js';
import type { Piece } from './recorded-place.ts';

/** Why there are no pieces: nothing is kept, nobody may see it, the disk does not answer, or the server does not. */
export type SourceTrouble = 'nothing-kept' | 'may-not-see' | 'unreadable' | 'away';

/** A playlist that is being played. Its memory is given back by `close`. */
export type RecordedSource = {
  asked: Span;
  askedAtMs: number;
  pieces: () => readonly Piece[];
  trouble: () => SourceTrouble | null;
  close: () => void;
};

type Options = {
  video: HTMLVideoElement;
  address: string;
  asked: Span;
  /** It is short and played again and again: all of it stays in memory, and is fetched once. */
  isLoop?: boolean;
};

/** Opens what is kept between two moments on a video element; null where no browser can play it. */
export async function openRecorded(options: Options): Promise<RecordedSource | null> {
  const { default: HlsPlayer } = await import('hls.js');
  return HlsPlayer.isSupported() ? openWith(HlsPlayer, options) : null;
}

function openWith(
  HlsPlayer: typeof Hls,
  { video, address, asked, isLoop = false }: Options,
): RecordedSource {
  let trouble: SourceTrouble | null = null;
  const hls = new HlsPlayer({
    /** fMP4 needs no transmuxing: a worker per tile would only cost. */
    enableWorker: false,
    /** Nine tiles at eightfold speed, and memory that has an end. */
    backBufferLength: isLoop ? Number.POSITIVE_INFINITY : 10,
    maxBufferLength: isLoop ? 60 : 24,
    maxMaxBufferLength: isLoop ? 60 : 40,
    maxBufferSize: 8e6,
    /** The clock says where to begin. */
    startPosition: 0,
    autoStartLoad: false,
  });
  hls.on(HlsPlayer.Events.ERROR, (_event, { fatal, type, response }) => {
    if (fatal && type === HlsPlayer.ErrorTypes.MEDIA_ERROR) hls.recoverMediaError();
    if (fatal && type === HlsPlayer.ErrorTypes.NETWORK_ERROR) trouble = troubleOf(response?.code);
  });
  hls.on(HlsPlayer.Events.MANIFEST_PARSED, () => hls.startLoad());
  hls.loadSource(address);
  hls.attachMedia(video);
  return {
    asked,
    askedAtMs: performance.now(),
    pieces: () => hls.levels[0]?.details?.fragments ?? [],
    trouble: () => trouble,
    close: () => hls.destroy(),
  };
}

function troubleOf(status: number | undefined): SourceTrouble {
  if (status === 404) return 'nothing-kept';
  if (status === 503) return 'unreadable';
  return status === 401 || status === 403 ? 'may-not-see' : 'away';
}
