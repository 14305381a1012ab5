const zh = {
  label: '命令行',
  hint: 'm 车牌 单位 · v · r · f 3d · 或车牌、关锁号、箱号 · 或卡口、摄像机、围网、巡查组、船舶',
  notUnderstood: (word: string) => `不明白“${word}”：不是单位，也没有与之相符的未结报警或地图对象`,
  nameIncident: '请先选择事件，或写明车牌、关锁号或箱号',
  found: '相符的报警与对象',
};

const en: typeof zh = {
  label: 'Command line',
  hint: 'm plate unit · v · r · f 3d · or a plate, seal or container · or anything on the map',
  notUnderstood: (word) =>
    `“${word}” is not understood: no unit, and neither an open alarm nor anything on the map bears it`,
  nameIncident: 'Select an incident first, or name a plate, a seal or a container',
  found: 'Alarms and things that fit',
};

/** The line that opens with `/`. */
export const commandLineText = { zh, en };
