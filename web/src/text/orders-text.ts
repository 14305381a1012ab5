const zh = {
  title: '上级指令',
  none: '没有待签收的指令',
  marks: { Exercise: '演练', Test: '测试' } as Record<string, string>,
  age: (age: string) => `${age} 前收到`,
  left: (left: string) => `${left} 内签收`,
  over: (over: string) => `签收超时 ${over}`,
  unreceipted: '回执未送达',
  note: '签收说明',
  acknowledge: '签收',
};

const en: typeof zh = {
  title: 'Orders from above',
  none: 'No order waits for an answer',
  marks: { Exercise: 'EXERCISE', Test: 'TEST' },
  age: (age) => `received ${age} ago`,
  left: (left) => `due in ${left}`,
  over: (over) => `overdue ${over}`,
  unreceipted: 'receipt not delivered yet',
  note: 'What you report on it',
  acknowledge: 'Acknowledge',
};

/** Orders of the national centre. */
export const ordersText = { zh, en };
