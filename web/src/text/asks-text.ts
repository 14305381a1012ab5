const zh = {
  title: '等待您处理',
  authorise: '待您授权',
  look: '查看',
  left: (left: string) => `剩余 ${left}`,
};

const en: typeof zh = {
  title: 'Waiting for you',
  authorise: 'To authorise',
  look: 'Look',
  left: (left) => `${left} left`,
};

/** What somebody wants of the person at the desk. */
export const asksText = { zh, en };
