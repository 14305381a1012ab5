import type { EvidenceDeletion } from '@ftz/shared/contract/evidence-deletion.ts';
import type { ReactNode } from 'react';
import { zoneDate, zoneMinute } from '#lib/zone-time.ts';
import { useText } from '#text/text.ts';
import './deleted-note.css';

/** In the place of evidence that is gone: who had it deleted, and when. */
export function DeletedNote({ deletion }: { deletion: EvidenceDeletion }) {
  const { keptEvidence: text } = useText();
  const { by, orderedAtMs, goneAtMs, pieceId } = deletion;
  const atMs = goneAtMs ?? orderedAtMs;
  const at = `${zoneDate(atMs)} ${zoneMinute(atMs)}`;
  const say = goneAtMs === null ? text.going : text.deleted;
  return (
    <span className="deleted-note num" data-deleted={pieceId}>
      {say(by.join(text.and), at)}
    </span>
  );
}

/** What was kept, or the note that it was deleted: nobody is shown a picture that does not load. */
export function KeptUnlessDeleted({
  deletion,
  children,
}: {
  deletion: EvidenceDeletion | undefined;
  children: ReactNode;
}) {
  return deletion ? <DeletedNote deletion={deletion} /> : children;
}
