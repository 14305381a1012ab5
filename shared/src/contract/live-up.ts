import { type Static, type TSchema, Type } from 'typebox';
import type { CallSignal, IceServer } from './call.ts';
import { DeviceRef, GatewayName, RegisteredDevice } from './device.ts';
import { DeviceAct } from './device-order.ts';
import { AbnormalKind, ActEntityId, actConclusions, Verdict } from './disposition.ts';
import { HandOverItem } from './hand-over.ts';
import { AreaId, areaIds, Id, Millis } from './ids.ts';
import { Conclusion } from './incident.ts';
import { incidentCommands } from './incident-command.ts';
import { InspectionCameras } from './inspection.ts';
import { LaneRuling } from './lane-decision.ts';
import { Nullable } from './nullable.ts';
import { AlarmSource } from './outage.ts';
import type { Refusal } from './refusal.ts';
import { Scene, SceneId } from './scene.ts';
import { ZoneDay } from './shift.ts';
import { taskCommands } from './task-command.ts';
import { unitCommands } from './unit-command.ts';
import { Joint, type WallBeat, WallCode, WallContent, WallId } from './wall.ts';

/**
 * Browser → server. A page joins with `sync` (what it has), and acts with `command`.
 * Nothing that it sends changes a screen: the durable event that follows does.
 */
export const SyncRequest = Type.Object({
  contractVersion: Type.Integer(),
  /** The history that the page has folded, and how far; null on a first visit. */
  have: Nullable(Type.Object({ epoch: Type.String(), seq: Type.Integer({ minimum: 0 }) })),
});
export type SyncRequest = Static<typeof SyncRequest>;

const text = Type.String({ minLength: 1, maxLength: 500 });
const verdict = Verdict.properties;

/** Every act of a person, by name, with its argument. */
export const commandArguments = {
  'duty.begin': Type.Object({}),
  'duty.end': Type.Object({}),
  /** Who sits where in which shift; null: nobody any more. */
  'roster.plan': Type.Object({
    slots: Type.Array(
      Type.Object({
        day: ZoneDay,
        shiftId: Id,
        seatId: Id,
        accountId: Nullable(Id),
      }),
      { minItems: 1, maxItems: 200 },
    ),
  }),
  'hand-over.start': Type.Object({ toAccountId: Id }),
  'hand-over.tick': Type.Object({ handOverId: Id, itemKey: HandOverItem.properties.key }),
  /** For the next shift, whether or not a hand-over is under way. */
  'hand-over.note': Type.Object({ text }),
  'hand-over.sign': Type.Object({ handOverId: Id }),
  'hand-over.refuse': Type.Object({ handOverId: Id, reason: text }),
  'hand-over.cancel': Type.Object({ handOverId: Id }),
  /** By a supervisor, of one that nobody accepted in time. */
  'hand-over.reassign': Type.Object({ handOverId: Id, toAccountId: Id }),
  /** The reason is needed where the condition has gone meanwhile. */
  'alarm.acknowledge': Type.Object({ alarmId: Id, reason: Type.Optional(text) }),
  /** Those that changed since they were seen are left to be looked at; never a critical one. */
  'alarm.acknowledge-many': Type.Object({
    alarms: Type.Array(Type.Object({ alarmId: Id, version: Type.Integer({ minimum: 1 }) }), {
      minItems: 1,
      maxItems: 20,
    }),
    reason: text,
  }),
  'alarm.escalate': Type.Object({ alarmId: Id, reason: Type.Optional(text) }),
  /** `forS` null: as long as is usual here. */
  'alarm.shelve': Type.Object({
    alarmId: Id,
    forS: Nullable(Type.Integer({ minimum: 1, maximum: 86_400 })),
    oneShot: Type.Boolean(),
    reason: text,
  }),
  'alarm.unshelve': Type.Object({ alarmId: Id }),
  'outage.request': Type.Object({
    source: AlarmSource,
    untilMs: Millis,
    workOrder: Type.String({ minLength: 1, maxLength: 64 }),
    reason: text,
  }),
  'outage.authorise': Type.Object({ outageId: Id }),
  'outage.refuse': Type.Object({ outageId: Id, reason: text }),
  /** A window in which a source is expected to speak, as a gate does in a planned opening. */
  'outage.plan': Type.Object({
    source: AlarmSource,
    fromMs: Millis,
    untilMs: Millis,
    reason: text,
  }),
  'outage.confirm': Type.Object({ outageId: Id }),
  'outage.end': Type.Object({ outageId: Id }),
  /** Asks the other desks of an area to take a part of a flood. */
  'flood.ask-help': Type.Object({ area: AreaId }),
  ...incidentCommands,
  'procedure.tick-step': Type.Object({ incidentId: Id, stepId: Id }),
  /** What is required is skipped with a reason. */
  'procedure.skip-step': Type.Object({ incidentId: Id, stepId: Id, reason: Nullable(text) }),
  'procedure.untick-step': Type.Object({ incidentId: Id, stepId: Id }),
  /** A supervisor saw what was skipped, all of it that he could see. */
  'procedure.skip-seen': Type.Object({ incidentId: Id }),
  /** A wall's page says which one it is. */
  'wall.register': Type.Object({ wallId: WallId }),
  /** Lets the browser in that waits with this code, as this screen. */
  'wall.enrol': Type.Object({
    code: WallCode,
    wallId: WallId,
    areas: Type.Array(AreaId, { minItems: 1, maxItems: areaIds.length, uniqueItems: true }),
  }),
  'wall.refuse': Type.Object({ code: WallCode }),
  'wall.revoke': Type.Object({ wallId: WallId }),
  'wall.take-back': Type.Object({ wallId: WallId }),
  /** `ttlS` null: as long as the house usually does. */
  'wall.throw': Type.Object({
    wallId: WallId,
    content: WallContent,
    ttlS: Nullable(Type.Integer({ minimum: 5, maximum: 4 * 3_600 })),
  }),
  /** Until another is set: this is what the wall returns to. */
  'wall.set-scene': Type.Object({ wallId: WallId, sceneId: SceneId }),
  'wall.join': Type.Object({ joint: Joint }),
  /** All that this one is joined to stand for themselves again. */
  'wall.part': Type.Object({ wallId: WallId }),
  /** Based on the version that was changed; null: there was none of this id. */
  'scene.save': Type.Object({ scene: Scene }),
  'scene.remove': Type.Object({ sceneId: SceneId }),
  'order.acknowledge': Type.Object({
    orderId: Id,
    note: Nullable(Type.String({ maxLength: 500 })),
  }),
  /** A reading of a lane; release after a mismatch is two people's. */
  'lane.decide': Type.Object({
    laneId: Id,
    eventId: Id,
    incidentId: Nullable(Id),
    decision: LaneRuling,
    reason: text,
  }),
  /** The house begins to record these cameras; the task may start once it does. */
  'inspection.begin': Type.Object({ taskId: Id, cameraIds: InspectionCameras }),
  'inspection.choose-cameras': Type.Object({ taskId: Id, cameraIds: InspectionCameras }),
  'inspection.end': Type.Object({ taskId: Id }),
  /** In force at once where it is normal; else a second person is drawn. */
  'disposition.submit': Type.Object({
    incidentId: Id,
    ...verdict,
    conclusion: Conclusion,
    /** Why it is closed although something has not returned. */
    forcedRestore: Nullable(text),
  }),
  /** An abnormal act by itself asks for its second person; `alreadyDone` in an emergency alone. */
  'disposition.propose': Type.Object({
    act: AbnormalKind,
    entityId: ActEntityId,
    area: AreaId,
    incidentId: Nullable(Id),
    alreadyDone: Type.Boolean(),
    ...verdict,
    conclusion: Type.Enum(actConclusions),
  }),
  'disposition.start': Type.Object({ dispositionId: Id }),
  'disposition.conclude': Type.Object({ dispositionId: Id, ...verdict }),
  'disposition.return': Type.Object({ dispositionId: Id, reason: text }),
  'disposition.adjudicate': Type.Object({ dispositionId: Id, ...verdict }),
  /** What is locked changes by another disposition of two people alone. */
  'disposition.amend': Type.Object({ dispositionId: Id, ...verdict, conclusion: Conclusion }),
  ...taskCommands,
  ...unitCommands,
  /** The truck that it speaks for may be named by its plate. */
  'device.register': Type.Object({ device: RegisteredDevice }),
  'device.unregister': DeviceRef,
  /** The address of a pinned device may change once: where it speaks from next is its address. */
  'device.unpin': DeviceRef,
  'device-order.request': Type.Object({
    gateway: GatewayName,
    deviceId: Id,
    act: DeviceAct,
    /** The incident that it is for, which then tells it on its timeline. */
    incidentId: Nullable(Id),
    reason: text,
  }),
  'device-order.authorise': Type.Object({ orderId: Id }),
  'device-order.withdraw': Type.Object({ orderId: Id, reason: text }),
} as const satisfies Record<string, TSchema>;

export type CommandName = keyof typeof commandArguments;
export const commandNames = Object.keys(commandArguments) as CommandName[];
export type CommandArgument<N extends CommandName> = Static<(typeof commandArguments)[N]>;

/**
 * `commandId` is chosen by the sender and makes a retry harmless: the same id has one effect; one that
 * was refused is decided anew. `basedOnVersion` is the version of the alarm, incident or task that the sender saw;
 * null where the act does not depend on it (a note). `actedAtMs` is when the person did it, where that
 * was not just now: a phone without a connection keeps acts and sends them later.
 */
export type Command = {
  [N in CommandName]: {
    commandId: string;
    name: N;
    basedOnVersion: number | null;
    actedAtMs?: number;
    argument: CommandArgument<N>;
  };
}[CommandName];

export const Command = Type.Union(
  commandNames.map((name) =>
    Type.Object(
      {
        commandId: Type.String({ minLength: 8, maxLength: 64 }),
        name: Type.Literal(name),
        basedOnVersion: Nullable(Type.Integer({ minimum: 1 })),
        actedAtMs: Type.Optional(Millis),
        argument: commandArguments[name],
      },
      { additionalProperties: false },
    ),
  ),
);

/** `seq` is the last log entry that the act wrote. */
export type CommandReply = { ok: true; seq: number } | { ok: false; refusal: Refusal };

/** Socket.IO's view of the upward lane; every message is answered. */
export type LiveUp = {
  sync: (request: SyncRequest, reply: (refusal: Refusal | null) => void) => void;
  command: (command: Command, reply: (reply: CommandReply) => void) => void;
  /** A screen of the hall says that it lives; `heard` false: not one, or too often. */
  'wall-beat': (beat: WallBeat, reply: (reply: { heard: boolean }) => void) => void;
  /** Somebody knows that nothing can be recorded. In memory alone, for it cannot be recorded either. */
  'stall-known': (reply: (reply: { known: boolean }) => void) => void;
  /** Signals of a call. Who is away misses them, and rings again. */
  call: (signal: CallSignal, reply: (reply: CallReply) => void) => void;
};

export type CallReply = { ok: true; iceServers: IceServer[] } | { ok: false; refusal: Refusal };
