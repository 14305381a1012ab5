import type { HouseHealth } from '@ftz/shared/contract/house-health.ts';
import { useIsBlind } from '#live/connection.ts';
import { houseHealthEveryMs, useHouseHealth } from '#live/house-health.ts';
import { useNow } from '#live/server-clock.ts';
import { useStalledSinceMs } from '#live/stall-store.ts';
import { type Text, useText, wordFor } from '#text/text.ts';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';
import { StandingMark } from '#ui/standing-mark.tsx';

/** The house's own parts, in one word while all of them do what they should; unknown to a page that is not told. */
export function WallHealth() {
  const { wall: text, shell } = useText();
  const { value, atMs } = useHouseHealth();
  const nowMs = useNow();
  const isBlind = useIsBlind();
  const stalledSinceMs = useStalledSinceMs();
  if (isBlind || !value || nowMs - atMs > 3 * houseHealthEveryMs) {
    return (
      <p className="wall-health unknown" data-health="unknown">
        <SeveritySymbol severity={null} size="1.3em" />
        <span>{text.system}</span>
      </p>
    );
  }
  const failing = failingOf(value);
  if (failing.length === 0 && stalledSinceMs === null) {
    return (
      <p className="wall-health" data-health="well">
        <span>{text.systemWell}</span>
      </p>
    );
  }
  const standing = value.ready && stalledSinceMs === null ? 'watch' : 'act';
  return (
    <p className={`wall-health ${standing}`} data-health={standing}>
      <StandingMark standing={standing} label={text.system} />
      <span>
        {stalledSinceMs === null ? null : `${text.notRecording} `}
        {failing.map((name) => partName(name, text, shell)).join(' ')}
      </span>
    </p>
  );
}

/** What people cannot work without goes first. */
function failingOf({ parts }: HouseHealth): string[] {
  return Object.entries(parts)
    .filter(([, { ok }]) => !ok)
    .sort(([, a], [, b]) => Number(b.needed) - Number(a.needed))
    .map(([name]) => name);
}

function partName(name: string, text: Text['wall'], shell: Text['shell']): string {
  return text.parts[name] ?? wordFor(shell.gatewaysShort, name);
}
