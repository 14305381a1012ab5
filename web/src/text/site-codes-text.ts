const zh = {
  title: '站点码',
  open: '站点码',
  hint: '打印后贴在对应卡口。巡查员到场扫描，即证明其在现场；请勿外传或拍照转发。',
  print: '打印（每卡口一页）',
};

const en: typeof zh = {
  title: 'Site codes',
  open: 'Site codes',
  hint: 'Print them and put each up at its gate. Whoever scans one stands before it: do not pass them on.',
  print: 'Print (one page per gate)',
};

/** What hangs at the gates. */
export const siteCodesText = { zh, en };
