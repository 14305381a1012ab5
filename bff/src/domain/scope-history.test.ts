import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createScopeHistory, noteScope, scopesIn } from './scope-history.ts';

const changes = fc.array(fc.record({ later: fc.nat(2), key: fc.nat(4), scope: fc.nat(255) }), {
  maxLength: 30,
});

it('knows the scope that each row had in a frame, or says that it has forgotten', () => {
  fc.assert(
    fc.property(changes, fc.integer({ min: 1, max: 12 }), fc.nat(60), (story, capacity, since) => {
      const history = createScopeHistory(capacity);
      let frame = 1;
      const noted = story.map(({ later, key, scope }) => {
        frame += later;
        noteScope(history, frame, key, scope);
        return { frame, key, scope };
      });
      const wanted = noted.filter((change) => change.frame > since);
      const scopes = scopesIn(history, since);
      if (scopes === null) expect(noted.length).toBeGreaterThan(capacity);
      else {
        const first = new Map(wanted.reverse().map(({ key, scope }) => [key, scope]));
        expect(scopes).toEqual(first);
      }
      if (wanted.length > capacity) expect(scopes).toBeNull();
    }),
  );
});
