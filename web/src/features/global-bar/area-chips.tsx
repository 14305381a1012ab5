import type { AreaId } from '@ftz/shared/contract/ids.ts';
import { useId, useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { clockAge, shortAge } from '#lib/age.ts';
import { areaOrder } from '#lib/area-order.ts';
import { classNames } from '#lib/class-names.ts';
import { type AreaFreshness, freshnessOfArea } from '#live/area-freshness.ts';
import { useIsBlind } from '#live/connection.ts';
import { useFeeds } from '#live/feed-store.ts';
import { useNow } from '#live/server-clock.ts';
import { type Text, useText, wordFor } from '#text/text.ts';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';

/** One chip per area of this person: grey while its feeds speak, dashed and named when one stops. */
export function AreaChips() {
  const areas = usePrincipal()?.areas ?? [];
  return (
    <ul className="area-chips">
      {areaOrder
        .filter((area) => areas.includes(area))
        .map((area) => (
          <AreaChip key={area} area={area} />
        ))}
    </ul>
  );
}

function AreaChip({ area }: { area: AreaId }) {
  const text = useText().shell;
  const feeds = useFeeds();
  const nowMs = useNow();
  const blind = useIsBlind();
  const [open, setOpen] = useState(false);
  const listId = useId();
  const freshness = freshnessOfArea(area, feeds, nowMs);
  const abnormal = freshness.silent.length > 0 || freshness.lastSeenAtMs === null;
  const name = wordFor(text.areas, area);
  return (
    <li onPointerEnter={() => setOpen(true)} onPointerLeave={() => setOpen(false)}>
      <button
        type="button"
        className={classNames('area-chip', abnormal && 'stale')}
        data-area={area}
        aria-expanded={open}
        aria-controls={listId}
        onClick={() => setOpen(!open)}
        onBlur={() => setOpen(false)}
      >
        {abnormal ? <SeveritySymbol severity={null} size="20px" /> : null}
        {name}
        <span className="num age">{chipAge(freshness, nowMs, blind, text)}</span>
      </button>
      {open ? <FeedList id={listId} area={area} /> : null}
    </li>
  );
}

/** Which feed is silent is only known while the center is heard; after that all of them are old. */
function chipAge(
  { silent: [worst], lastSeenAtMs }: AreaFreshness,
  nowMs: number,
  blind: boolean,
  text: Text['shell'],
): string {
  if (lastSeenAtMs === null) return text.feedUnknown;
  if (!worst) return shortAge(nowMs - lastSeenAtMs);
  const age = worst.sinceMs === null ? null : clockAge(nowMs - worst.sinceMs);
  if (blind) return age ?? text.feedUnknown;
  const words = age === null ? text.feedUnknown : text.feedSilent(age);
  return `${wordFor(text.gatewaysShort, worst.gateway)} ${words}`;
}

function FeedList({ id, area }: { id: string; area: AreaId }) {
  const text = useText().shell;
  const feeds = useFeeds().filter((feed) => feed.area === area && feed.known > 0);
  const nowMs = useNow();
  return (
    <table id={id} className="feed-list">
      <caption>{text.feedTitle(wordFor(text.areaNames, area))}</caption>
      <tbody>
        {feeds.map(({ gateway, alive, known, lastSeenAtMs }) => (
          <tr key={gateway} className={alive < known ? 'partial' : ''}>
            <th scope="row">{wordFor(text.gateways, gateway)}</th>
            <td className="num">{text.feedPart(alive, Math.max(alive, known))}</td>
            <td className="num">
              {lastSeenAtMs === null
                ? text.feedNever
                : text.feedAgo(shortAge(nowMs - lastSeenAtMs))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
