import type { Principal } from '@ftz/shared/contract/account.ts';
import type { HandOver } from '@ftz/shared/contract/hand-over.ts';
import { mayHandOver, type Side, sideOf, unticked } from '@ftz/shared/state/hand-over-lifecycle.ts';
import { useState } from 'react';
import { useKeys } from '#desk/keys.ts';
import { clockAge } from '#lib/age.ts';
import { zoneMinute } from '#lib/zone-time.ts';
import { perform, useAct } from '#live/acts.ts';
import { useNow } from '#live/server-clock.ts';
import { useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { HandOverItems } from './hand-over-items.tsx';
import { HandOverSteps } from './hand-over-steps.tsx';
import { RefuseForm } from './refuse-form.tsx';
import { ShiftNoteForm } from './shift-note-form.tsx';

type Props = { handOver: HandOver; me: Principal };

/** One hand-over as one of its two people goes through it, by keys or by hand. */
export function HandOverTalk({ handOver, me }: Props) {
  const { shift } = useText();
  const text = shift.handOver;
  const side = sideOf(handOver, me.accountId) ?? 'outgoing';
  const act = useAct(handOver.id);
  const { items, outgoing, incoming } = handOver;
  const left = unticked(handOver);
  const talk = useTalk(handOver, side);
  const reads = side === 'incoming' && mayHandOver(handOver, 'tick');
  return (
    <article className="talk">
      <HandOverSteps at={stepOf(handOver, side)} />
      <p className="talk-head">
        <strong>{text.between(outgoing.name, incoming.name)}</strong>
        <span>{text.progress(items.length - left.length, items.length)}</span>
        <Deadline handOver={handOver} />
      </p>
      <HandOverItems
        items={items}
        showTicks
        activeKey={reads ? talk.activeKey : null}
        {...(reads ? { onTick: talk.tick, onPick: talk.pick } : {})}
      />
      {reads ? <p className="keys">{text.keys}</p> : <ShiftNoteForm />}
      <p className="signatures">
        {[outgoing, incoming].map(({ accountId, name, signedAtMs }) => (
          <span key={accountId}>
            {signedAtMs === null ? text.unsigned(name) : text.signed(name, zoneMinute(signedAtMs))}
          </span>
        ))}
      </p>
      <div className="form-row">
        {side === 'outgoing' ? (
          <button
            type="button"
            className="button"
            onClick={() =>
              void perform(handOver.id, 'hand-over.cancel', { handOverId: handOver.id }, null)
            }
          >
            {text.cancel}
          </button>
        ) : (
          <RefuseForm handOverId={handOver.id} />
        )}
        <button
          type="button"
          className="button primary"
          disabled={!talk.maySign || act.state === 'sending'}
          title={talk.waitsFor ?? undefined}
          onClick={talk.sign}
        >
          {side === 'outgoing' ? text.signOut : text.signIn} <kbd>Enter</kbd>
        </button>
      </div>
      {talk.waitsFor ? <p className="waits-for">{talk.waitsFor}</p> : null}
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
    </article>
  );
}

/** Who takes over is at the second step as soon as there is something to read. */
function stepOf({ state }: HandOver, side: Side): number {
  if (state === 'drafted') return side === 'incoming' ? 1 : 0;
  if (state === 'lapsed-to-supervisor') return 0;
  return state === 'read-back' ? 1 : 2;
}

function Deadline({ handOver: { state, lapsesAtMs } }: { handOver: HandOver }) {
  const { shift } = useText();
  const leftMs = lapsesAtMs - useNow();
  if (state === 'lapsed-to-supervisor') return <em>{shift.handOver.lapsed}</em>;
  return <span className="num">{shift.handOver.lapsesIn(clockAge(leftMs))}</span>;
}

function useTalk(handOver: HandOver, side: Side) {
  const { shift } = useText();
  const text = shift.handOver;
  const [picked, pick] = useState<string | null>(null);
  const { id: handOverId, items } = handOver;
  const left = unticked(handOver);
  const activeKey = picked ?? left[0]?.key ?? items[0]?.key ?? null;
  const reads = side === 'incoming' && mayHandOver(handOver, 'tick');
  const waitsFor = waitsForOf(handOver, side, text);
  const maySign = waitsFor === null;

  const move = (steps: number) => {
    const at = items.findIndex(({ key }) => key === activeKey);
    pick(items[Math.min(items.length - 1, Math.max(0, at + steps))]?.key ?? null);
  };
  const tick = (itemKey: string) => {
    const item = items.find(({ key }) => key === itemKey);
    if (item?.tickedAtMs !== null) return;
    // The next one that is still to be read, so that a row of ticks is a row of one key.
    const at = items.indexOf(item);
    const next = [...items.slice(at + 1), ...items.slice(0, at)].find(
      ({ tickedAtMs }) => tickedAtMs === null,
    );
    pick(next?.key ?? itemKey);
    void perform(`${handOverId}/${itemKey}`, 'hand-over.tick', { handOverId, itemKey }, null);
  };
  const sign = () => {
    if (maySign) void perform(handOverId, 'hand-over.sign', { handOverId }, null);
  };
  useKeys({
    ...(reads
      ? {
          j: () => move(1),
          k: () => move(-1),
          ArrowDown: () => move(1),
          ArrowUp: () => move(-1),
          Space: () => activeKey !== null && tick(activeKey),
        }
      : {}),
    ...(maySign ? { Enter: sign } : {}),
  });
  return { activeKey, pick, tick, sign, maySign, waitsFor };
}

type Words = ReturnType<typeof useText>['shift']['handOver'];

/** Why this side cannot sign yet; null: it can. */
function waitsForOf(handOver: HandOver, side: Side, text: Words): string | null {
  if (handOver.state === 'lapsed-to-supervisor') return text.lapsed;
  if (side === 'outgoing') {
    if (handOver.state === 'drafted') return text.waitReadBack;
    return handOver.state === 'read-back' ? null : text.waitIncoming;
  }
  if (unticked(handOver).length > 0) return text.waitTicks;
  return handOver.state === 'signed-by-outgoing' ? null : text.waitOutgoing;
}
