import { expect, it } from 'vitest';
import { exampleDisposition, exampleVerdict } from './disposition.fixture.ts';
import { Fold } from './fold.ts';
import { exampleIncident } from './incident.fixture.ts';
import { revealedOf } from './incident-circle.ts';
import { reveal } from './incident-lines.ts';
import { emptySituation } from './situation.ts';

const incident = exampleIncident();
const first = { verdict: exampleVerdict(), abnormal: [], forcedRestore: null };
const disposition = exampleDisposition({ incidentId: incident.id, needsSecond: true, first });
const house = {
  ...emptySituation(),
  incidents: { [incident.id]: incident },
  dispositions: { [disposition.id]: disposition },
};
const revealed = revealedOf(house, incident);

it('who is drawn in gets the conclusion without its first verdict', () => {
  const page = new Fold(emptySituation());
  reveal(page, revealed);
  expect(page.situation.dispositions[disposition.id]).toEqual({ ...disposition, first: null });
});

it('its author, or who audits it, does not lose what he knew of it by his own area', () => {
  const known = { [disposition.id]: disposition };
  const page = new Fold({ ...emptySituation(), dispositions: known });
  reveal(page, revealed);
  expect(page.situation.dispositions[disposition.id]).toEqual(disposition);
});
