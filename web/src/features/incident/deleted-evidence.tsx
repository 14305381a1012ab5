import type { EvidenceDeletion } from '@ftz/shared/contract/evidence-deletion.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import { useSite } from '#api/site.ts';
import { pieceName } from '#text/piece-name.ts';
import { useLanguage, useText } from '#text/text.ts';
import { DeletedNote } from '#ui/deleted-note.tsx';
import { FoldingSection } from './folding-section.tsx';
import './held-clips.css';

/** What two people had deleted of its evidence: the record of it stays. */
export function DeletedEvidence({ incident: { deletions = [] } }: { incident: Incident }) {
  const { keptEvidence: text } = useText();
  if (deletions.length === 0) return null;
  return (
    <FoldingSection section="deleted" title={text.title} count={deletions.length}>
      <ul className="held-clips deleted-evidence">
        {deletions.map((deletion) => (
          <DeletedLine key={deletion.pieceId} deletion={deletion} />
        ))}
      </ul>
    </FoldingSection>
  );
}

function DeletedLine({ deletion }: { deletion: EvidenceDeletion }) {
  const text = useText();
  const { keptEvidence: words } = text;
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const { pieceId, reason, files, remains, clip } = deletion;
  return (
    <li>
      <div>
        <p>
          <b>{pieceName(deletion, text, site, language)}</b> {clip === null ? pieceId : null}
        </p>
        <p>
          <DeletedNote deletion={deletion} />
        </p>
        <p>
          {words.reason}: {reason}
        </p>
        {files?.map((file) => (
          <code key={file.sha256}>{words.file(file)}</code>
        ))}
        {files?.length === 0 ? <p>{words.noFile}</p> : null}
        {remains ? <p>{words.remains}</p> : null}
      </div>
    </li>
  );
}
