import { usualLicences } from '@ftz/shared/access/usual-licences.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import { refuse } from '@ftz/shared/contract/refusal.ts';
import type { UnitRecord } from '@ftz/shared/contract/unit.ts';
import { refusalToLeave, unitOf, unitOfAccount } from '@ftz/shared/state/unit-lifecycle.ts';
import {
  actorOf,
  type CommandOf,
  type CommandWorld,
  type Decide,
  type Decision,
  guard,
  no,
  yes,
} from './command-decision.ts';
import { memberOf } from './field-act.ts';

type UnitCommand = CommandOf<
  | 'unit.join'
  | 'unit.leave'
  | 'unit.report-position'
  | 'unit.set-out-of-service'
  | 'unit.return-to-service'
  | 'unit.distress'
  | 'unit.end-distress'
>;

type OnUnit = {
  unit: UnitRecord;
  ref: { unitId: string; area: UnitRecord['area'] };
  told: Pick<DurableDraft, 'areas' | 'actor'>;
};

/** Decides on a unit of the site, with what is recorded of it, by who may. */
function onUnit(
  { name, argument }: UnitCommand,
  principal: Principal,
  { situation, units }: CommandWorld,
  decide: (found: OnUnit) => Decision,
): Decision {
  const known = units.find(({ id }) => id === argument.unitId);
  const thing = known && { areas: [known.area], version: 1 };
  const refusal = guard(principal, name, thing, null);
  if (refusal || !known) return no(refusal ?? refuse('not-found'));
  const { id, area } = known;
  return decide({
    unit: unitOf(situation, id, area),
    ref: { unitId: id, area },
    told: { areas: [area], actor: actorOf(principal) },
  });
}

/** Somebody rides in one unit at a time: he leaves the other one by joining this. */
export const joinUnit: Decide<'unit.join'> = (command, principal, world) =>
  onUnit(command, principal, world, ({ unit, ref, told }) => {
    const { accountId, role } = principal;
    const before = unitOfAccount(world.situation, accountId);
    if (before?.id === unit.id) return no(refuse('wrong-state'));
    const refused = before ? refusalToLeave(world.situation, before, accountId) : null;
    if (refused) return no(refuse(refused, before?.id));
    const licences = world.people.find(accountId)?.licences ?? usualLicences(role);
    const member = { ...memberOf(principal, world), licences: [...licences] };
    const joined: DurableDraft = {
      type: 'unit.joined',
      ...told,
      data: { ...ref, member, vehicleId: command.argument.vehicleId ?? null },
    };
    if (!before) return yes(joined);
    const data = { unitId: before.id, area: before.area, accountId };
    return yes({ type: 'unit.left', areas: [before.area], actor: told.actor, data }, joined);
  });

export const leaveUnit: Decide<'unit.leave'> = (command, principal, world) =>
  onUnit(command, principal, world, ({ unit, ref, told }) => {
    const { accountId } = principal;
    const refused = refusalToLeave(world.situation, unit, accountId);
    if (refused) return no(refuse(refused));
    return yes({ type: 'unit.left', ...told, data: { ...ref, accountId } });
  });

/** A phone may tell its place as often as it likes; so often it is written down. */
const fixEveryMs = 30_000;

export const reportPosition: Decide<'unit.report-position'> = (command, principal, world) =>
  onUnit(command, principal, world, ({ unit, ref, told }) => {
    const { nowMs } = world;
    if (!unit.crew.some(({ accountId }) => accountId === principal.accountId)) {
      return no(refuse('not-crew'));
    }
    if (unit.fix && nowMs - unit.fix.atMs < fixEveryMs) return yes();
    const { accuracyM, point } = command.argument;
    const deviceAtMs = command.actedAtMs ?? null;
    // Where it was while it was without a network is history: it is nobody's present place.
    if (deviceAtMs !== null && nowMs - deviceAtMs > fixEveryMs) return yes();
    const fix = { point: point as LonLat, accuracyM, atMs: nowMs, deviceAtMs };
    return yes({ type: 'unit.position-reported', ...told, data: { ...ref, fix } });
  });

export const setUnitOutOfService: Decide<'unit.set-out-of-service'> = (command, principal, world) =>
  onUnit(command, principal, world, ({ unit, ref, told }) => {
    if (unit.outOfService) return no(refuse('wrong-state'));
    const { reason } = command.argument;
    return yes({ type: 'unit.taken-out-of-service', ...told, data: { ...ref, reason } });
  });

export const returnUnitToService: Decide<'unit.return-to-service'> = (command, principal, world) =>
  onUnit(command, principal, world, ({ unit, ref, told }) => {
    if (!unit.outOfService) return no(refuse('wrong-state'));
    return yes({ type: 'unit.returned-to-service', ...told, data: ref });
  });

/** Called by anybody of the area's field officers, for his own unit or for one that he sees in trouble. */
export const callDistress: Decide<'unit.distress'> = (command, principal, world) =>
  onUnit(command, principal, world, ({ unit, ref, told }) => {
    if (unit.distress) return no(refuse('wrong-state'));
    const data = { ...ref, by: memberOf(principal, world), note: command.argument.note ?? null };
    return yes({ type: 'unit.distress-called', ...told, data });
  });

/** Ended by the desk, with the reason: whoever holds a phone may be forced to say that all is well. */
export const endDistress: Decide<'unit.end-distress'> = (command, principal, world) =>
  onUnit(command, principal, world, ({ unit, ref, told }) => {
    if (!unit.distress) return no(refuse('wrong-state'));
    const { reason } = command.argument;
    return yes({ type: 'unit.distress-ended', ...told, data: { ...ref, reason } });
  });
