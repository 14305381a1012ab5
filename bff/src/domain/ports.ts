import type { Principal, Role } from '@ftz/shared/contract/account.ts';
import type { GatewayName } from '@ftz/shared/contract/device.ts';
import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Person } from '@ftz/shared/contract/person.ts';
import type { PushAddress } from '@ftz/shared/contract/push.ts';
import type { KnownPerson } from './people.ts';

/** What the house needs of the world outside. Adapters fulfil these, `app/` wires them. */

/**
 * The truth: numbered from 1 without gaps, never changed. `append` is all or nothing and resolves
 * after the commit has reached the disk; concurrent calls share one commit (group commit) and keep
 * their order; those of one turn, up to a thousand entries, share one commit, and fail together. What
 * cannot be written at all (NaN) it throws at once, so that nobody builds on it. A draft whose
 * `dedupeKey` the log knows already is left out of the answer.
 * `onCommitted` hears every entry once, in order, after the commit and before `append` resolves.
 */
export type DurableLog = {
  /** Names this history; a restored or new store has another one. */
  epoch: string;
  headSeq: () => number;
  append: (drafts: DurableDraft[], command?: CommandMark) => Promise<DurableEvent[]>;
  /** Entries with `seq > afterSeq`, oldest first, at most `limit`. */
  read: (afterSeq: number, limit: number) => Promise<DurableEvent[]>;
  /** The last entry that this command wrote, or null when it never had an effect. */
  seqOfCommand: (mark: CommandMark) => Promise<number | null>;
  /** Which of these dedupe keys the log knows. */
  knownKeys: (keys: string[]) => Promise<Set<string>>;
  onCommitted: (listener: (events: DurableEvent[]) => void) => void;
};

/** Makes a retried command harmless: kept in the same transaction as its entries. */
export type CommandMark = { commandId: string; accountId: string };

export type Account = Principal & { passwordHash: string; disabled: boolean };
export type NewAccount = {
  accountId: string;
  username: string;
  role: Role;
  areas: AreaId[];
  passwordHash: string;
} & Partial<Pick<Person, 'personId' | 'officeId' | 'licences'>>;

export type AccountStore = {
  count: () => Promise<number>;
  /** All or none: a first start that dies half-way leaves no accounts that nobody knows. */
  create: (accounts: NewAccount[]) => Promise<void>;
  /** Everybody who ever had an account; only those that are open act. */
  people: () => Promise<KnownPerson[]>;
  findByUsername: (username: string) => Promise<Account | null>;
};

/** Sessions are known by the SHA-256 of the cookie: who reads the store cannot sign in with it. */
export type SessionStore = {
  open: (session: { tokenHash: string; accountId: string; expiresAtMs: number }) => Promise<void>;
  /** The principal behind a live session; null when unknown, expired, revoked or disabled. */
  find: (tokenHash: string, nowMs: number) => Promise<Principal | null>;
  revoke: (tokenHash: string) => Promise<void>;
};

/** A phone that wants to be rung, and who is signed in on it. */
export type PushSubscription = { principal: Principal; address: PushAddress };
/** A subscription belongs to a session and is gone with it: signed out, run out, or its account closed. */
export type PushSubscriptionStore = {
  /** Takes the place of what the session had, and of whoever had the same browser before. */
  keep: (tokenHash: string, address: PushAddress) => Promise<void>;
  forgetOfSession: (tokenHash: string) => Promise<void>;
  forget: (endpoint: string) => Promise<void>;
  live: (nowMs: number) => Promise<PushSubscription[]>;
};

/**
 * Everything of a photograph or a film but its bytes. `incidentId` and `accountId` are null for one of
 * before they were kept; `capturedAtMs` is when it was taken, as the phone says, null where none did.
 */
export type EvidenceRecord = {
  id: string;
  mediaType: string;
  sha256: string;
  areas: AreaId[];
  incidentId: string | null;
  accountId: string | null;
  capturedAtMs: number | null;
  sizeBytes: number;
  /** Null unless two people had it deleted: then its bytes are gone, or are going. */
  deletedAtMs: number | null;
};
export type EvidenceFile = EvidenceRecord & { bytes: Uint8Array };
export type NewEvidence = Omit<
  EvidenceFile,
  'sha256' | 'incidentId' | 'accountId' | 'sizeBytes' | 'deletedAtMs'
> & {
  incidentId: string;
  accountId: string;
  savedAtMs: number;
};
/** A piece of evidence that is too long to be read at once. */
export type EvidenceBytes = {
  sizeBytes: number;
  read: (range: { from: number; to: number }) => Readable;
};
/** Bytes as they come; what a stream of Node is, said without Node. */
type Readable = AsyncIterable<Uint8Array>;
export type EvidenceStore = {
  save: (file: NewEvidence) => Promise<{ id: string; sha256: string }>;
  /** Reads the record alone, not the bytes: it does not know whether they are still there. */
  describe: (id: string) => Promise<EvidenceRecord | null>;
  find: (id: string) => Promise<EvidenceFile | null>;
  /** For a part of the bytes, both ends included; unlike `find` it does not hold them to their hash. */
  open: (id: string) => Promise<EvidenceBytes | null>;
  /** Takes the bytes off the disk for good; what is known of them stays. May be asked again. */
  delete: (id: string, atMs: number) => Promise<void>;
  /** How much is kept of an incident, and from an account since a time. */
  count: (of: { incidentId: string; accountId: string; sinceMs: number }) => Promise<EvidenceCount>;
};
export type EvidenceCount = { ofIncident: number; ofAccount: number; bytesOfAccount: number };

/** A file on its way from a phone, announced before its first byte. Its id will be its name as evidence. */
export type Upload = Omit<
  EvidenceRecord,
  'incidentId' | 'accountId' | 'capturedAtMs' | 'deletedAtMs'
> & {
  incidentId: string;
  accountId: string;
  capturedAtMs: number;
};
export type UploadStore = {
  /** Keeps the announcement: what comes later goes on where it was, also after a restart. */
  begin: (upload: Upload) => Promise<void>;
  find: (id: string) => Promise<{ upload: Upload; offset: number } | null>;
  /** Answers how far it is then: nothing is written anywhere but at the end of what is there. */
  append: (id: string, offset: number, bytes: Uint8Array) => Promise<number>;
  /** Makes evidence of it; false when it is not what was announced, and then nothing of it is kept. */
  finish: (id: string, savedAtMs: number) => Promise<boolean>;
  drop: (id: string) => Promise<void>;
  /** All that are under way. Whatever nobody went on with for a day is gone. */
  underWay: () => Promise<Upload[]>;
};

/** The newest thousand frames that no gateway understood, for a technician. */
export type BadFrame = {
  gateway: GatewayName;
  atMs: number;
  peer: string;
  reason: string;
  /** The first 2 kB. */
  bytes: Uint8Array;
  /** How long it really was. */
  length: number;
};
export type BadFrameStore = {
  keep: (frame: BadFrame) => void;
  recent: (limit: number) => Promise<BadFrame[]>;
};

/**
 * Points of one vehicle, row `i` of every column is one point, oldest first. `atS` is the device's
 * time in seconds since 1970, places are 1e-6 degrees WGS-84; `area` is 0 outside all areas, else one
 * more than the place of the area in `areaIds`.
 */
export type TrackColumns = {
  vehicleId: string;
  count: number;
  atS: Uint32Array;
  lonE6: Int32Array;
  latE6: Int32Array;
  /** Tenths of a km/h. */
  speedDkph: Uint16Array;
  headingDeg: Uint16Array;
  area: Uint8Array;
};

/** Some points of many: those of any vehicle in some areas, by area code, and all of the vehicles named here. */
export type WantedPoints = { areaCodes: readonly boolean[]; vehicles: ReadonlySet<string> };

/** Scalars, not an object: thousands of these come every second. */
export type KeepPoint = (
  vehicleId: string,
  atMs: number,
  lonE6: number,
  latE6: number,
  speedDkph: number,
  headingDeg: number,
  area: number,
) => Promise<void>;

/** Where everything was, for as long as it is retained. */
export type TrackStore = {
  /** Resolves when the point is on the disk; many points share one commit. */
  keep: KeepPoint;
  /** Points with `fromMs <= time < toMs`, at most about `limit`, each once, whatever was sent twice. */
  read: (
    vehicleId: string,
    range: { fromMs: number; toMs: number },
    limit: number,
  ) => Promise<TrackColumns>;
  /** The same of every vehicle that has any, of all points or of those that are wanted; rejects with `too-large` beyond `limit` of them. */
  readAll: (
    range: { fromMs: number; toMs: number },
    limit: number,
    wanted?: WantedPoints,
  ) => Promise<TrackColumns[]>;
};

/** Whole numbers from 0 to 2³² − 1, of which nobody can guess the next. */
export type Dice = () => number;
export type Clock = { nowMs: () => number };
/** Fresh identifiers; random outside, counted in tests. */
export type IdSource = (prefix: string) => string;
