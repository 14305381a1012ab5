/** Why a step of a task, or of a unit, is not possible: sentences for officers, at the desk and on the road. */
export const taskRefusals = {
  'reviewer-is-originator': {
    retry: 'never',
    zh: '复核人不能是派遣、确认或作出被复核结果的人',
    en: 'A reviewer may not have issued, acknowledged or written what is reviewed',
  },
  'evidence-unopened': {
    retry: 'after-refresh',
    zh: '请先打开所列的全部证据',
    en: 'Every listed piece of evidence has to be opened first',
  },
  'no-recording': {
    retry: 'later',
    zh: '录像尚未开始，不能开始视频查验',
    en: 'No recording runs: a video inspection cannot start',
  },
  'bookmark-needed': {
    retry: 'after-refresh',
    zh: '请先在录像中为该结论做标记',
    en: 'This finding needs a bookmark in the recording',
  },
  'not-crew': {
    retry: 'after-refresh',
    zh: '您不在该任务的执行人员中，请先加入',
    en: 'You are not of the crew of this task, join it first',
  },
  'not-on-site': {
    retry: 'after-refresh',
    zh: '尚未到达现场，不能处理',
    en: 'Who has not arrived on site can clear nothing there',
  },
  'too-far': {
    retry: 'never',
    zh: '定位不在现场范围内，请扫描站点码，或说明原因后手动到达',
    en: 'The position is not at the site: scan the site code, or arrive by hand with a reason',
  },
  'wrong-site-code': {
    retry: 'never',
    zh: '站点码不属于此现场',
    en: 'The site code does not belong to this place',
  },
  'licence-needed': {
    retry: 'never',
    zh: '您没有开箱查验资格',
    en: 'You are not licensed to open goods',
  },
  'second-officer-needed': {
    retry: 'never',
    zh: '须由另一名关员在其本人手机上确认',
    en: 'Another officer has to confirm on his own phone',
  },
  'opening-unconfirmed': {
    retry: 'after-refresh',
    zh: '开箱或剪锁须先由第二名关员确认',
    en: 'A second officer has to confirm the opening first',
  },
  'witness-needed': {
    retry: 'after-refresh',
    zh: '须有企业见证人签名，或记录其拒绝',
    en: 'A witness of the enterprise has to sign, or his refusal be recorded',
  },
  'seal-unscanned': {
    retry: 'after-refresh',
    zh: '须先扫描旧锁，再扫描新锁',
    en: 'The old seal has to be scanned out, then the new one in',
  },
  'other-verifier-needed': {
    retry: 'never',
    zh: '须由派遣人、事件负责人或值班长核验，且不能核验自己的结果',
    en: 'The issuer, the owner or a shift leader has to verify, and nobody his own result',
  },
  'follow-up-needed': {
    retry: 'never',
    zh: '后续核查须指定办事处和将来的期限',
    en: 'A follow-up check needs an office and a date to come',
  },
  'unit-unavailable': {
    retry: 'after-refresh',
    zh: '该单位已停用或处于险情',
    en: 'This unit is out of service or in distress',
  },
  'unit-busy': {
    retry: 'after-refresh',
    zh: '任务未完成，不能离开该单位',
    en: 'A unit with a task under way cannot be left',
  },
} as const;
