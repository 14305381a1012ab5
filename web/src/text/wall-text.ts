const zh = {
  unhandled: '未处置',
  calm: '四区平静',
  calmNotKnown: '尚未收到中心数据',
  calmStalled: '没有未处置事件，但中心无法记录新的报警',
  calmBlind: '画面已停止更新，无法判断',
  calmStopped: '没有未处置事件，但车辆位置不再更新',
  calmFresh: (age: string) => `没有未处置事件 · 最旧数据 ${age} 前`,
  calmSilent: (areas: string) => `没有未处置事件，但 ${areas} 无数据`,
  further: (n: number) => `另有 ${n} 起事件`,
  vehicles: '在线车辆',
  seals: '关锁在线',
  passages: '今日过卡',
  lost: '失联设备',
  acknowledge: '确认中位',
  dispatch: '派遣中位',
  started: (age: string) => `${age} 前开始`,
  noTask: '尚未派遣',
};

const en: typeof zh = {
  unhandled: 'Open',
  calm: 'All four areas calm',
  calmNotKnown: 'Nothing received from the center yet',
  calmStalled: 'No open incident, but the center cannot record new alarms',
  calmBlind: 'This picture is no longer updated, so nobody can tell',
  calmStopped: 'No open incident, but vehicle positions are no longer updated',
  calmFresh: (age) => `No open incident · oldest data ${age} ago`,
  calmSilent: (areas) => `No open incident, but no data from ${areas}`,
  further: (n) => `${n} more incidents`,
  vehicles: 'Vehicles',
  seals: 'Seals up',
  passages: 'Passages',
  lost: 'Lost',
  acknowledge: 'Ack p50',
  dispatch: 'Sent p50',
  started: (age) => `began ${age} ago`,
  noTask: 'nobody dispatched yet',
};

/** The video wall. */
export const wallText = { zh, en };
