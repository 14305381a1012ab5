import { type ReactNode, useId } from 'react';
import { usePrincipal } from '#api/session.ts';
import { type FoldedSection, setFolded, useIsFolded } from '#desk/folded-sections.ts';

type Props = {
  section: FoldedSection;
  title: string;
  /** How many entries it has, told also while they are folded away. */
  count: number;
  children: ReactNode;
};

/** A part of the panel that its officer may fold away; it stays so for him at this desk. */
export function FoldingSection({ section, title, count, children }: Props) {
  const accountId = usePrincipal()?.accountId ?? '';
  const isFolded = useIsFolded(accountId, section);
  const bodyId = useId();
  return (
    <section data-section={section}>
      <h3 className="section-title">
        <button
          type="button"
          className="fold"
          aria-expanded={!isFolded}
          aria-controls={bodyId}
          onClick={() => setFolded(accountId, section, !isFolded)}
        >
          {title} <span className="num">{count}</span>
        </button>
      </h3>
      <div id={bodyId} hidden={isFolded}>
        {children}
      </div>
    </section>
  );
}
