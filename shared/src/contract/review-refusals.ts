/** Why something may not be concluded, reviewed, settled or taken away by this person, or not now. */
export const reviewRefusals = {
  'same-person': {
    retry: 'never',
    zh: '同一人不能对同一事项既作结论又复核',
    en: 'One person cannot both conclude and review the same thing',
  },
  'not-drawn': {
    retry: 'never',
    zh: '复核人由系统抽取，您未被抽中',
    en: 'The second officer is drawn, and it is somebody else',
  },
  'took-part': {
    retry: 'never',
    zh: '您参与过该事件，不能复核或裁定',
    en: 'You had a hand in this incident, so you cannot review or settle it',
  },
  'no-licence': {
    retry: 'never',
    zh: '您没有复核资格',
    en: 'You are not licensed to review',
  },
  'role-incompatible': {
    retry: 'never',
    zh: '您的岗位与复核不相容',
    en: 'Your role cannot be reconciled with a review',
  },
  'duty-needed': { retry: 'later', zh: '请先上岗', en: 'Come on duty first' },
  'duty-chief-needed': {
    retry: 'never',
    zh: '一级事件的分歧由值班主任裁定',
    en: 'Of a P1 incident the duty chief settles the dissent',
  },
  'disposition-pending': {
    retry: 'after-refresh',
    zh: '该事项的结论已提交，尚未定案',
    en: 'A conclusion about it has been submitted and is not settled yet',
  },
  'not-restored': {
    retry: 'after-refresh',
    zh: '仍有报警未恢复，须写明强制关闭的理由',
    en: 'Something has not returned to normal: say why it is closed all the same',
  },
  'evidence-in-use': {
    retry: 'later',
    zh: '事件未结案、正在复核或录像尚未结束，其证据不得删除',
    en: 'Its incident is open or under review, or it is still being recorded: it may not be deleted',
  },
  'evidence-deleted': {
    retry: 'never',
    zh: '该证据已经两人核准删除',
    en: 'This evidence was deleted by two people',
  },
  'cause-unsuited': {
    retry: 'never',
    zh: '该原因不适用于此类事项',
    en: 'This cause does not fit this kind of case',
  },
  'no-emergency': {
    retry: 'never',
    zh: '只有应急状态下才能先行后审',
    en: 'Only in an emergency may something be done first and reviewed after',
  },
} as const;
