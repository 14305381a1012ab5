const zh = {
  alarmsByHour: '每小时报警',
  gateThroughput: '卡口通行',
  responseTimes: '响应时间',
  lastHours: (hours: number) => `近 ${hours} 小时`,
  newest: (count: number) => `最近 ${count} 次`,
  severities: ['1 级', '2 级', '3 级', '4 级'],
  inward: '入区',
  outward: '出区',
  phases: { acknowledge: '确认', dispatch: '派遣', arrive: '到场' },
  median: '中位',
  mostWithin: '九成以内',
  none: '尚无数据',
  seconds: (value: string) => `${value} 秒`,
  minutes: (value: string) => `${value} 分`,
};

const en: typeof zh = {
  alarmsByHour: 'Alarms by hour',
  gateThroughput: 'Gate throughput',
  responseTimes: 'Response times',
  lastHours: (hours) => `last ${hours} hours`,
  newest: (count) => `newest ${count}`,
  severities: ['P1', 'P2', 'P3', 'P4'],
  inward: 'in',
  outward: 'out',
  phases: { acknowledge: 'Acknowledge', dispatch: 'Dispatch', arrive: 'Arrive' },
  median: 'median',
  mostWithin: '90 % within',
  none: 'No data yet',
  seconds: (value) => `${value} s`,
  minutes: (value) => `${value} min`,
};

/** Words on the charts. */
export const statisticsText = { zh, en };
