import { expect, it } from 'vitest';
import { newsOf } from './findings.ts';

const news = (topicPath: string, data: Record<string, string>, operation = 'Changed') =>
  newsOf({
    topic: topicPath,
    topicPath,
    source: { InputToken: 'DI_2' },
    key: {},
    data,
    operation,
    utcTime: '2026-01-02T03:04:05Z',
  });

it.each([
  ['RuleEngine/LineDetector/Crossed', 'line-crossing'],
  ['RuleEngine/CellMotionDetector/LineCross', 'line-crossing'],
  ['RuleEngine/FieldDetector/ObjectsInside', 'field-intrusion'],
  ['VideoSource/GlobalSceneChange/ImagingService', 'scene-change'],
  ['RuleEngine/TamperDetector/Tamper', 'camera-covered'],
  ['VideoSource/SignalLoss', 'video-loss'],
  ['Device/Trigger/DigitalInput', 'digital-input'],
  ['Device/Trigger/AlarmIn', 'digital-input'],
])('finds in %s a %s', (topic, finding) => {
  expect(news(topic, { State: 'true' })?.found.finding).toBe(finding);
});

it.each([
  'RuleEngine/CellMotionDetector/Motion',
  'RuleEngine/PeopleDetector/People',
  'Monitoring/ProcessorUsage',
])('finds nothing in %s', (topic) => expect(news(topic, { State: 'true' })).toBeNull());

it('knows whether it is, is not, or just happened, and whether it is old', () => {
  const line = 'RuleEngine/LineDetector/Crossed';
  expect(news(line, { State: '1' })).toMatchObject({ state: true, initial: false });
  expect(news(line, { ObjectId: '1', State: 'FALSE' })).toMatchObject({ state: false });
  expect(news(line, { ObjectId: '0' })).toMatchObject({ state: null });
  expect(news(line, { State: 'true' }, 'Initialized')).toMatchObject({ initial: true });
  expect(news(line, { State: 'true' }, 'Deleted')).toBeNull();
  expect(news('Device/Trigger/DigitalInput', { LogicalState: '1' })?.found.zone).toBe(2);
});
