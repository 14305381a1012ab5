import { describeCaptured } from '@ftz/shared/contract/captured-messages.fixture.ts';
import { expect, it } from 'vitest';
import { checkRow } from './check-row.ts';
import { corpusReaders } from './corpus-readers.ts';
import type { CorpusRow } from './corpus-row.ts';

// Every decoder, held to messages that none of us wrote, field by field.
for (const reader of corpusReaders) {
  describeCaptured<CorpusRow>(reader.protocol, `captured messages: ${reader.protocol}`, (rows) => {
    it('has rows to check', () => {
      expect(rows.length).toBeGreaterThan(1);
    });

    for (const row of rows) {
      it(`${row.status} ${row.kind} ${row.id}`, ({ annotate }) => {
        const { differences } = checkRow(row, reader);
        // Its own sources contradict each other: told, and nothing to fail on.
        if (row.status === 'unconfirmed') annotate(JSON.stringify(differences));
        else expect(differences).toEqual([]);
      });
    }
  });
}
