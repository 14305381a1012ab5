const zh = {
  alarmsByHour: '每小时报警',
  gateThroughput: '卡口通行',
  responseTimes: '响应时间',
  lastHours: (hours: number) => `近 ${hours} 小时`,
  severities: ['1 级', '2 级', '3 级', '4 级'],
  inOutOf: (span: string) => `${span} · 入/出`,
  inward: '入区',
  outward: '出区',
  phases: { acknowledge: '确认', dispatch: '派遣', arrive: '到场' },
  ofDay: '24 小时 · 九成',
  ofWeek: '7 天 · 已结论',
  falseRates: '误报率',
  late: '超 ',
  none: '尚无数据',
  seconds: (value: string) => `${value} 秒`,
  minutes: (value: string) => `${value} 分`,
};

const en: typeof zh = {
  alarmsByHour: 'Alarms by hour',
  gateThroughput: 'Gate throughput',
  responseTimes: 'Response times',
  lastHours: (hours) => `last ${hours} hours`,
  severities: ['P1', 'P2', 'P3', 'P4'],
  inOutOf: (span) => `${span} · in/out`,
  inward: 'in',
  outward: 'out',
  phases: { acknowledge: 'Acknowledge', dispatch: 'Dispatch', arrive: 'Arrive' },
  ofDay: '24 h · p90',
  ofWeek: '7 days · concluded',
  falseRates: 'False alarms',
  late: 'late ',
  none: 'No data yet',
  seconds: (value) => `${value} s`,
  minutes: (value) => `${value} min`,
};

/** Words on the charts. */
export const statisticsText = { zh, en };
