const zh = {
  title: '已锁定',
  goesOn: '10 分钟未操作。任务、发送和位置报告仍在继续，已填写的内容保留。',
  passwordOf: (username: string) => `${username} 的密码`,
  unlock: '解锁',
};

const en: typeof zh = {
  title: 'Locked',
  goesOn:
    'Not touched for 10 minutes. Tasks, sending and position reports go on; what you entered is kept.',
  passwordOf: (username) => `Password of ${username}`,
  unlock: 'Unlock',
};

/** A phone that lay about asks who holds it. */
export const phoneLockText = { zh, en };
