import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import { useSite } from '#api/site.ts';
import { factLines } from '#text/fact-lines.ts';
import { placeName } from '#text/names.ts';
import { useLanguage, useText } from '#text/text.ts';
import { FoldingSection } from './folding-section.tsx';

/** The facts that the rule judged by; what was compared stands side by side. */
export function Evidence({ alarm }: { alarm: Alarm }) {
  const text = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const lines = factLines(alarm.facts, text, (id) => placeName(site, 'fences', id, language));
  if (lines.length === 0) return null;
  return (
    <FoldingSection section="facts" title={text.incident.evidence} count={lines.length}>
      <ul className="evidence">
        {lines.map(({ name, value, expected }) => (
          <li key={name} className={expected === null ? '' : 'compared'}>
            <span className="name">{name}</span>
            <span className="num value">{value}</span>
            {expected === null ? null : (
              <span className="num expected">
                {text.incident.expected} {expected}
              </span>
            )}
          </li>
        ))}
      </ul>
    </FoldingSection>
  );
}
