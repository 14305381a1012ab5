import 'fake-indexeddb/auto';
import type { Command, CommandReply } from '@ftz/shared/contract/live-up.ts';
import { refuse } from '@ftz/shared/contract/refusal.ts';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { localRefusals } from '#api/local-refusal.ts';
import type { Announcement } from '#api/uploads.ts';
import type { NewAct } from './new-work.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { openVault, pieceBytes } from './phone-vault.ts';
import type { OutboxLine } from './send-kept.ts';

const unreachable = { ok: false as const, status: 0, refusal: localRefusals.unreachable };

/** The center, as far as a phone sees it: it may be away, and its answers may be lost. */
function createCenter() {
  const center = {
    isThere: true,
    answersLost: 0,
    refuses: {} as Record<string, CommandReply>,
    done: [] as Command[],
    seen: new Set<string>(),
    refused: 0,
    uploads: new Map<string, { about: Announcement; bytes: Uint8Array }>(),
    complete: [] as string[],
    piecesUntilAway: Number.POSITIVE_INFINITY,
  };
  const line: OutboxLine = {
    isConnected: () => center.isThere,
    emit: async (command) => {
      const no = center.refuses[command.name];
      if (no) {
        center.refused += 1;
        return no;
      }
      if (!center.seen.has(command.commandId)) center.done.push(command);
      center.seen.add(command.commandId);
      if (center.answersLost > 0) {
        center.answersLost -= 1;
        throw new Error('the answer is lost');
      }
      return { ok: true, seq: center.done.length };
    },
    announce: async (about) => {
      if (!center.isThere) return unreachable;
      const isComplete = center.complete.includes(about.uploadId);
      const known = center.uploads.get(about.uploadId) ?? { about, bytes: new Uint8Array(0) };
      center.uploads.set(about.uploadId, known);
      return { ok: true, value: { offset: known.bytes.length, complete: isComplete } };
    },
    sendPiece: async (id, offset, bytes) => {
      const upload = center.uploads.get(id);
      center.piecesUntilAway -= 1;
      if (center.piecesUntilAway < 0) center.isThere = false;
      if (!center.isThere) return unreachable;
      if (!upload) return { ok: false, status: 404, refusal: refuse('not-found') };
      if (offset === upload.bytes.length) upload.bytes = Buffer.concat([upload.bytes, bytes]);
      const isComplete = upload.bytes.length === upload.about.sizeBytes;
      if (isComplete) center.complete.push(id);
      return { ok: true, value: { offset: upload.bytes.length, complete: isComplete } };
    },
    pause: () => new Promise((resolve) => setTimeout(resolve, 1)),
    nowMs: () => clock.atMs,
  };
  return { center, line };
}

const clock = { atMs: 0 };
let accounts = 0;
let accountId = '';
beforeEach(() => {
  accounts += 1;
  accountId = `U${accounts}`;
  clock.atMs = 1_000;
});

async function openPhone(line: OutboxLine, of = accountId): Promise<Outbox> {
  const vault = await openVault(of);
  const outbox = createOutbox(vault, line, () => undefined);
  await outbox.look();
  onTestFinished(() => outbox.stop());
  return outbox;
}

const accept: NewAct<'task.accept'> = {
  name: 'task.accept',
  argument: { taskId: 'T1' },
  thing: 'T1',
};
const note = (text: string, more: object = {}): NewAct<'incident.note'> => ({
  name: 'incident.note',
  argument: { incidentId: 'I1', text },
  thing: 'T1',
  ...more,
});

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries++) {
    if (tries > 2_000) throw new Error('did not happen');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
const isEmpty = (phone: Outbox) => () =>
  phone.state().acts.length + phone.state().files.length === 0;

describe('without a connection', () => {
  it('keeps acts in their order, with their times, beyond the end of the page', async () => {
    const { center, line } = createCenter();
    center.isThere = false;
    const first = await openPhone(line);
    void first.send();
    await first.keep(accept);
    clock.atMs = 61_000;
    await first.keep(note('seen'));
    first.stop();
    expect(center.done).toEqual([]);

    const second = await openPhone(line);
    expect(second.state().acts.map(({ name }) => name)).toEqual(['task.accept', 'incident.note']);
    clock.atMs = 7_200_000;
    center.isThere = true;
    void second.send();
    await until(isEmpty(second));
    expect(center.done.map(({ name, actedAtMs }) => [name, actedAtMs])).toEqual([
      ['task.accept', 1_000],
      ['incident.note', 61_000],
    ]);
  });

  it('shows nothing of one person to the next, and sends nothing in his name', async () => {
    const { center, line } = createCenter();
    center.isThere = false;
    await (await openPhone(line)).keep(accept);
    center.isThere = true;
    const other = await openPhone(line, 'somebody else');
    void other.send();
    await other.keep(note('mine'));
    await until(isEmpty(other));
    expect(center.done.map(({ name }) => name)).toEqual(['incident.note']);
    const again = await openPhone(line);
    expect(again.state().acts.length).toBe(1);
  });
});

describe('with a connection', () => {
  it('does each act once, whatever becomes of the answers', async () => {
    const { center, line } = createCenter();
    center.answersLost = 3;
    const phone = await openPhone(line);
    await phone.keep(accept);
    await phone.keep(note('a'));
    void phone.send();
    await until(isEmpty(phone));
    expect(center.done.map(({ name }) => name)).toEqual(['task.accept', 'incident.note']);
  });

  it('keeps what was refused, with its reason, until it was read; the others go on', async () => {
    const { center, line } = createCenter();
    center.refuses['task.accept'] = { ok: false, refusal: refuse('wrong-state', 'cancelled') };
    const phone = await openPhone(line);
    void phone.send();
    await phone.keep(accept);
    await phone.keep(note('a'));
    await until(() => center.done.length === 1);
    const [kept] = phone.state().acts;
    expect(kept?.refused?.refusal).toMatchObject({ code: 'wrong-state', detail: 'cancelled' });
    const reopened = await openPhone(line);
    expect(reopened.state().acts[0]?.refused?.refusal.code).toBe('wrong-state');
    await phone.dismiss(kept?.n ?? 0);
    expect(phone.state().acts).toEqual([]);
  });

  it.each(['not-ready', 'too-many-attempts', 'not-signed-in', 'contract-mismatch'] as const)(
    'takes %s for no answer',
    async (code) => {
      const { center, line } = createCenter();
      center.refuses['task.accept'] = { ok: false, refusal: refuse(code) };
      const phone = await openPhone(line);
      void phone.send();
      await phone.keep(accept);
      // The second asking shows that the first was taken for no answer.
      await until(() => center.refused > 1);
      expect(phone.state().acts[0]?.refused).toBeNull();
      center.refuses = {};
      await until(isEmpty(phone));
      expect(center.done.length).toBe(1);
    },
  );
});

describe('files', () => {
  const film = new Blob([new Uint8Array(pieceBytes * 3 + 5).fill(7)], { type: 'video/mp4' });
  const of = { content: film, incidentId: 'I1', taskId: 'T1', capturedAtMs: 900 };

  it('go before the act that names them, and hold up no other lane', async () => {
    const { center, line } = createCenter();
    const phone = await openPhone(line);
    const id = await phone.keepFile(of);
    await phone.keep(note('with a film', { fileIds: [id] }));
    await phone.keep(note('I am all right', { lane: 'check-in' }));
    void phone.send();
    await until(isEmpty(phone));
    const said = center.done.map(({ argument }) => (argument as { text: string }).text);
    expect(said).toEqual(['I am all right', 'with a film']);
    const upload = center.uploads.get(id);
    expect(upload?.about).toMatchObject({ capturedAtMs: 900, mediaType: 'video/mp4' });
    expect(upload?.bytes.length).toBe(film.size);
    expect(upload?.bytes.every((byte) => byte === 7)).toBe(true);
  });

  it('go on where they were, after the end of the page and of the center', async () => {
    const { center, line } = createCenter();
    center.piecesUntilAway = 2;
    const first = await openPhone(line);
    const id = await first.keepFile(of);
    void first.send();
    await until(() => !center.isThere);
    first.stop();
    expect(center.uploads.get(id)?.bytes.length).toBe(2 * pieceBytes);
    center.piecesUntilAway = Number.POSITIVE_INFINITY;
    center.isThere = true;
    const second = await openPhone(line);
    void second.send();
    await until(isEmpty(second));
    expect(center.uploads.get(id)?.bytes.length).toBe(film.size);
  });

  it('begin anew where the center has forgotten them', async () => {
    const { center, line } = createCenter();
    center.piecesUntilAway = 2;
    const phone = await openPhone(line);
    const id = await phone.keepFile(of);
    void phone.send();
    await until(() => !center.isThere);
    center.uploads.delete(id);
    center.piecesUntilAway = Number.POSITIVE_INFINITY;
    center.isThere = true;
    await until(isEmpty(phone));
    expect(center.complete).toEqual([id]);
  });

  it('lie on the phone as nothing that anybody can read', async () => {
    const { center, line } = createCenter();
    center.isThere = false;
    const phone = await openPhone(line);
    await phone.keepFile({
      ...of,
      content: new Blob(['a secret film'.repeat(9)], { type: 'video/mp4' }),
    });
    await phone.keep(note('a secret note'));
    const db = await new Promise<IDBDatabase>((resolve) => {
      const asked = indexedDB.open('phone');
      asked.onsuccess = () => resolve(asked.result);
    });
    const rows = await Promise.all(
      ['act', 'file', 'piece', 'picture'].map(
        (name) =>
          new Promise<unknown[]>((resolve) => {
            const asked = db.transaction(name).objectStore(name).getAll();
            asked.onsuccess = () => resolve(asked.result);
          }),
      ),
    );
    db.close();
    const bytes = rows.flat().flatMap((row) => {
      const { sealed = row } = row as { sealed?: object };
      return [Buffer.from((sealed as { bytes: ArrayBuffer }).bytes).toString('latin1')];
    });
    expect(bytes.length).toBeGreaterThan(2);
    expect(bytes.join('')).not.toMatch(/secret|incident|mediaType/);
  });
});
