import type { Viewing } from '@ftz/shared/contract/access.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { GatewayState, ReadFrame } from '@ftz/shared/contract/gateway.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { PushAddress, PushFault } from '@ftz/shared/contract/push.ts';
import type { TimeLimits } from '@ftz/shared/contract/time-limits.ts';
import type { Registry as MetricsRegistry } from 'prom-client';
import type { CameraSource } from '#domain/camera-source.ts';
import type { CameraSteering } from '#domain/camera-steering.ts';
import type { SubmitCommand } from '#domain/commands/submit-command.ts';
import type { SiteCodes } from '#domain/dispatch/judge-arrival.ts';
import type { FeedSilences } from '#domain/figures/feed-silences.ts';
import type { FigureBook } from '#domain/figures/figure-book.ts';
import type { FramesAsked } from '#domain/frames-asked.ts';
import type { People } from '#domain/people.ts';
import type {
  AccountStore,
  BadFrameStore,
  Clock,
  DurableLog,
  EvidenceStore,
  IdSource,
  PushSubscriptionStore,
  SessionStore,
  TrackStore,
  UploadStore,
} from '#domain/ports.ts';
import type { Recordings } from '#domain/recordings.ts';
import type { World } from '#domain/sighting.ts';
import type { SiteMapSource } from '#domain/site-map-source.ts';
import type { VehicleDirectorySource } from '#domain/vehicle-directory.ts';
import type { VideoPlatformList } from '#domain/video-platforms.ts';
import type { WaitingWalls } from '#domain/walls/waiting-walls.ts';
import type { WallHearing } from '#domain/walls/wall-hearing.ts';
import type { WallNonces } from '#domain/walls/wall-nonces.ts';
import type { WallSessions } from '#domain/walls/wall-sessions.ts';

/** Tells the access log who looked at what. */
type NoteViewing = (
  principal: Principal,
  viewed: { viewing: Viewing; areas: AreaId[]; alarmId?: string },
) => void;

/** The state of one part of the house, as `/health/ready` tells it. */
export type PartHealth = { ok: boolean; needed: boolean; detail: string };

/** `publicKey` is null where no push service is reached; `faultOf` says why an address is refused. */
export type PushDesk = {
  publicKey: string | null;
  faultOf: (address: PushAddress) => PushFault | null;
  phones: Pick<PushSubscriptionStore, 'keep' | 'forgetOfSession'>;
};

/** Takes as long for a user that does not exist as for a wrong password. */
export type PasswordCheck = (passwordHash: string | null, password: string) => Promise<boolean>;

/** What the resources need; `app/` provides it. */
export type HttpDeps = {
  accounts: AccountStore;
  people: People;
  figures: { book: FigureBook; silences: FeedSilences; isComplete: () => boolean };
  limits: TimeLimits;
  sessions: SessionStore;
  evidence: EvidenceStore;
  uploads: UploadStore;
  badFrames: BadFrameStore;
  tracks: TrackStore;
  log: DurableLog;
  clock: Clock;
  newId: IdSource;
  world: () => World;
  siteCodes: SiteCodes;
  siteMap: SiteMapSource;
  push: PushDesk;
  directory: VehicleDirectorySource;
  cameras: CameraSource;
  steering: CameraSteering;
  recordings: Recordings;
  videoPlatforms: VideoPlatformList;
  /** Where screens of the hall wait, and come in by their key. */
  walls: {
    nonces: WallNonces;
    waiting: WaitingWalls;
    sessions: WallSessions;
    hearing: WallHearing;
  };
  submitCommand: SubmitCommand;
  noteViewing: NoteViewing;
  /** Where a recording lies; null: there is none. */
  clipFile: (clipId: string) => string | null;
  checkPassword: PasswordCheck;
  /** Tells the live lane that a session is over. */
  endSession: (tokenHash: string) => void;
  health: () => Record<string, PartHealth>;
  gateways: () => GatewayState[];
  rawFrames: (asked: FramesAsked) => ReadFrame[];
  metrics: MetricsRegistry;
};
