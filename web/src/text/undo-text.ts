import type { CommandName } from '@ftz/shared/contract/live-up.ts';

/** What was done last, and the way back. */
const zh = {
  did: {
    'incident.claim': '已认领事件',
    'incident.release': '已放弃认领',
    'incident.merge': '已合并事件',
    'incident.split': '已拆分事件',
    'incident.invite': '已邀请专家',
    'alarm.shelve': '已搁置报警',
    'procedure.tick-step': '已完成步骤',
    'procedure.skip-step': '已跳过步骤',
    'wall.throw': '已投到大屏',
  } satisfies Partial<Record<CommandName, string>>,
  undo: '撤销',
  left: (seconds: number) => `${seconds} 秒内`,
  reason: '误操作，撤销',
  dismiss: '知道了',
};

const en: typeof zh = {
  did: {
    'incident.claim': 'Incident claimed',
    'incident.release': 'Claim released',
    'incident.merge': 'Incidents merged',
    'incident.split': 'Incident split',
    'incident.invite': 'Expert invited',
    'alarm.shelve': 'Alarm shelved',
    'procedure.tick-step': 'Step done',
    'procedure.skip-step': 'Step skipped',
    'wall.throw': 'Thrown to the wall',
  },
  undo: 'Undo',
  left: (seconds) => `for ${seconds} s`,
  reason: 'A slip of the hand, taken back',
  dismiss: 'Understood',
};

export const undoText = { zh, en };
