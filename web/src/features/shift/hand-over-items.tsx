import type { HandOverItem } from '@ftz/shared/contract/hand-over.ts';
import { useSite } from '#api/site.ts';
import { classNames } from '#lib/class-names.ts';
import { useNow } from '#live/server-clock.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';
import { itemSentence } from './item-sentence.ts';

type Props = {
  items: readonly HandOverItem[];
  /** The one that the keys are on. */
  activeKey?: string | null;
  onPick?: (key: string) => void;
  /** Only for who takes over. */
  onTick?: (key: string) => void;
  /** A draft has no ticks yet. */
  showTicks?: boolean;
  /** Of one that is over, when that was: its ages stand still. */
  asOfMs?: number | null;
};

/** The list itself, a line each: what, which, whose, since when. */
export function HandOverItems({
  items,
  activeKey = null,
  onPick,
  onTick,
  showTicks = false,
  asOfMs = null,
}: Props) {
  return (
    <ul className="hand-over-items">
      {items.map((item) => (
        <ItemLine
          key={item.key}
          item={item}
          active={item.key === activeKey}
          showTicks={showTicks}
          asOfMs={asOfMs}
          onPick={onPick}
          onTick={onTick}
        />
      ))}
    </ul>
  );
}

type LineProps = {
  item: HandOverItem;
  active: boolean;
  showTicks: boolean;
  asOfMs: number | null;
  onPick: ((key: string) => void) | undefined;
  onTick: ((key: string) => void) | undefined;
};

function ItemLine({ item, active, showTicks, asOfMs, onPick, onTick }: LineProps) {
  const ticked = item.tickedAtMs !== null;
  const words = <ItemWords item={item} asOfMs={asOfMs} />;
  return (
    <li
      className={classNames('hand-over-item', active && 'active', ticked && 'ticked')}
      data-kind={item.kind}
      ref={(line) => {
        if (active) line?.scrollIntoView({ block: 'nearest' });
      }}
    >
      {onTick ? (
        <label>
          <input
            type="checkbox"
            checked={ticked}
            disabled={ticked}
            tabIndex={-1}
            onFocus={() => onPick?.(item.key)}
            onChange={() => onTick(item.key)}
          />
          {words}
        </label>
      ) : (
        <div>
          {showTicks ? <Tick ticked={ticked} /> : null}
          {words}
        </div>
      )}
    </li>
  );
}

function ItemWords({ item, asOfMs }: { item: HandOverItem; asOfMs: number | null }) {
  const text = useText();
  const { handOver } = text.shift;
  const nowMs = useNow();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const { head, more } = itemSentence(item, { text, site, language, nowMs: asOfMs ?? nowMs });
  return (
    <>
      <span className="kind">{wordFor(handOver.kinds, item.kind)}</span>
      <span className="symbol">
        {item.severity === null ? null : <SeveritySymbol severity={item.severity} size="18px" />}
      </span>
      <span className="words">
        {item.isNew ? <em>{handOver.isNew}</em> : null} {head}
        {more ? <small> {more}</small> : null}
      </span>
    </>
  );
}

function Tick({ ticked }: { ticked: boolean }) {
  const { handOver } = useText().shift;
  return (
    <span className="tick" role="img" aria-label={ticked ? handOver.ticked : handOver.unticked}>
      {ticked ? '✓' : '·'}
    </span>
  );
}
