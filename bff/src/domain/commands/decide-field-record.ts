import { usualLicences } from '@ftz/shared/access/usual-licences.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { RefusalCode } from '@ftz/shared/contract/refusal.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { refusalToScan } from '@ftz/shared/state/task-lifecycle.ts';
import { isSamePerson } from '#domain/people.ts';
import type { CommandWorld, Decide } from './command-decision.ts';
import { decideFieldAct } from './field-act.ts';

/** What a crew writes down while it works. */
export const openEvidence: Decide<'task.open-evidence'> = (command, principal, world) => {
  const { evidenceId } = command.argument;
  return decideFieldAct(command, principal, world, {
    act: 'open-evidence',
    refuses: ({ evidence }) => (evidence.some(({ id }) => id === evidenceId) ? null : 'not-found'),
    drafts: ({ openedBy }, { ref, by, ...common }) => {
      const known = openedBy.some(
        (one) => one.evidenceId === evidenceId && one.accountId === by.accountId,
      );
      if (known) return [];
      return [{ type: 'task.evidence-opened', ...common, data: { ...ref, by, evidenceId } }];
    },
    late: { said: evidenceId },
  });
};

export const bookmark: Decide<'task.bookmark'> = (command, principal, world) =>
  decideFieldAct(command, principal, world, {
    act: 'bookmark',
    drafts: (_, { ref, by, ...common }) => {
      const made = { ...command.argument.bookmark, id: world.newId('B') };
      return [{ type: 'task.bookmarked', ...common, data: { ...ref, by, bookmark: made } }];
    },
    late: { said: command.argument.bookmark.note || null },
  });

export const askOpening: Decide<'task.ask-opening'> = (command, principal, world) => {
  const { what, reason } = command.argument;
  return decideFieldAct(command, principal, world, {
    act: 'ask-opening',
    refuses: (task) =>
      task.opening?.confirmedBy ? 'wrong-state' : refusalOfLicence(principal, world),
    drafts: (_, { ref, by, ...common }) => [
      { type: 'task.opening-asked', ...common, data: { ...ref, by, what, reason } },
    ],
    late: { said: reason },
  });
};

/** The second of two human beings, licensed like the first, on his own log-in. */
export const confirmOpening: Decide<'task.confirm-opening'> = (command, principal, world) =>
  decideFieldAct(command, principal, world, {
    act: 'confirm-opening',
    refuses: (task) =>
      refusalToConfirm(task, principal, world) ?? refusalOfLicence(principal, world),
    drafts: (_, { ref, by, ...common }) => [
      { type: 'task.opening-confirmed', ...common, data: { ...ref, by } },
    ],
  });

function refusalToConfirm(
  { opening }: Task,
  { accountId }: Principal,
  { people }: CommandWorld,
): RefusalCode | null {
  if (opening === null || opening.confirmedBy !== null) return 'wrong-state';
  const same = isSamePerson(people, opening.askedBy.accountId, accountId);
  return same ? 'second-officer-needed' : null;
}

function refusalOfLicence({ accountId, role }: Principal, { people }: CommandWorld) {
  const licences = people.find(accountId)?.licences ?? usualLicences(role);
  return licences.includes('open-goods') ? null : ('licence-needed' as const);
}

export const scanSeal: Decide<'task.scan-seal'> = (command, principal, world) => {
  const { taskId: _, ...scanned } = command.argument;
  return decideFieldAct(command, principal, world, {
    act: 'scan-seal',
    refuses: (task) => refusalToScan(task, scanned.which),
    drafts: (_, { ref, by, ...common }) => [
      { type: 'task.seal-scanned', ...common, data: { ...ref, by, ...scanned } },
    ],
    late: { said: scanned.sealNo, photoIds: scanned.photoIds },
  });
};

export const recordWitness: Decide<'task.record-witness'> = (command, principal, world) => {
  const { witness } = command.argument;
  return decideFieldAct(command, principal, world, {
    act: 'record-witness',
    drafts: (_, { ref, by, ...common }) => [
      { type: 'task.witnessed', ...common, data: { ...ref, by, witness } },
    ],
    late: {
      said: 'refused' in witness ? witness.refused : witness.name,
      photoIds: 'refused' in witness ? [] : [witness.signaturePhotoId],
    },
  });
};
