import fc from 'fast-check';
import { exampleIncident } from './incident.fixture.ts';
import { exampleProcedure } from './procedure.fixture.ts';
import { type Body, entry, id, minute } from './random-entry.fixture.ts';
import {
  exampleDisplay,
  exampleJoint,
  exampleScene,
  exampleSet,
  exampleThrown,
} from './wall.fixture.ts';

const wallId = fc.constantFrom('1', '2');
/** Among them ones that the site has, and one that nobody has. */
const sceneId = fc.constantFrom('overview', 'video', 'own', 'constructor');
const version = fc.integer({ min: 1, max: 9 });
const stepRef = fc.record({
  incidentId: id,
  stepId: fc.constantFrom('acknowledge', 'look', 'dispatch', 'ask'),
});

export const incidentEntriesAt = (atMs: number): fc.Arbitrary<Body>[] => [
  entry(
    'incident.opened',
    id.map((id) => ({ incident: exampleIncident({ id, openedAtMs: atMs }) })),
  ),
  entry(
    'incident.alarm-joined',
    fc
      .record({ incidentId: id, alarmId: id })
      .map((ids) => ({ ...ids, why: [{ code: 'first' }], revealed: null })),
  ),
  entry(
    'incident.clips-held',
    fc.record({ incidentId: id, cameraId: fc.constantFrom('C1', 'C2') }).map((of) => ({
      incidentId: of.incidentId,
      clips: [{ cameraId: of.cameraId, fromMs: atMs, untilMs: atMs + minute }],
    })),
  ),
  entry(
    'evidence.deletion-ordered',
    id.map((incidentId) => ({
      incidentId,
      deletion: {
        ...{ pieceId: 'P1', kind: 'photo', clip: null, dispositionId: 'D1', by: ['a', 'b'] },
        ...{ reason: 'x', orderedAtMs: atMs, files: null, goneAtMs: null, remains: false },
      },
    })),
  ),
  entry(
    'retention.changed',
    id.map((incidentId) => ({
      incidentId,
      retention: { keptUntilMs: atMs, dispositionId: 'D1', by: ['a', 'b'], reason: 'x', atMs },
    })),
  ),
  entry(
    'evidence.measured',
    id.map((incidentId) => ({ incidentId, pieceId: 'P1', files: [] })),
  ),
  entry(
    'evidence.deleted',
    id.map((incidentId) => ({ incidentId, pieceId: 'P1', remains: false })),
  ),
  entry(
    'incident.closed',
    id.map((incidentId) => ({ incidentId, conclusion: 'confirmed', note: '' })),
  ),
  entry(
    'procedure.started',
    fc.record({ incidentId: id, procedureId: fc.constantFrom('P1', 'P2') }).map((ref) => ({
      incidentId: ref.incidentId,
      procedure: exampleProcedure({ id: ref.procedureId }),
    })),
  ),
  entry(
    'wall.registered',
    wallId.map((wallId) => ({ wallId, accountId: 'U1' })),
  ),
  entry(
    'wall.enrolled',
    wallId.map((wallId) => ({ wallId, accountId: 'W1', display: exampleDisplay() })),
  ),
  entry(
    'wall.revoked',
    wallId.map((wallId) => ({ wallId, keyId: 'K1' })),
  ),
  entry(
    'wall.blind',
    wallId.map((wallId) => ({ wallId, sinceMs: atMs })),
  ),
  entry(
    'wall.seeing',
    wallId.map((wallId) => ({ wallId, sinceMs: atMs })),
  ),
  entry(
    'wall.thrown',
    wallId.map((wallId) => ({ wallId, thrown: exampleThrown({ endsAtMs: atMs + minute }) })),
  ),
  entry(
    'wall.returned',
    wallId.map((wallId) => ({ wallId })),
  ),
  entry(
    'wall.scene-set',
    fc
      .record({ wallId, sceneId })
      .map((of) => ({ wallId: of.wallId, set: exampleSet({ sceneId: of.sceneId, atMs }) })),
  ),
  entry('wall.joined', fc.constant({ joint: exampleJoint() })),
  entry('wall.parted', fc.constant({ wallIds: ['1', '2'] })),
  entry(
    'scene.saved',
    fc.record({ sceneId, version }).map((of) => ({
      scene: exampleScene({ id: of.sceneId }),
      version: of.version,
    })),
  ),
  entry('scene.removed', fc.record({ sceneId, version })),
  entry(
    'scene.provided',
    fc.record({ sceneId, version }).map((of) => ({
      scene: exampleScene({ id: of.sceneId }),
      version: of.version,
    })),
  ),
  entry('scene.withdrawn', fc.record({ sceneId, version })),
  entry('procedure.step-ticked', stepRef),
  entry(
    'procedure.step-skipped',
    stepRef.map((ref) => ({ ...ref, reason: 'not possible' })),
  ),
  entry('procedure.step-unticked', stepRef),
  entry(
    'procedure.proved',
    id.map((incidentId) => ({ incidentId, evidence: 'unit-dispatched' })),
  ),
  entry(
    'procedure.skips-seen',
    stepRef.map(({ incidentId, stepId }) => ({ incidentId, stepIds: [stepId] })),
  ),
];
