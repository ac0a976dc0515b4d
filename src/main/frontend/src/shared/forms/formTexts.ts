export const en: [RegExp, string][] = [];

/** What form-js says by itself, in Chinese. */
export const zh: [RegExp, string][] = [
  [/^Field is required\.?$/, '请填写这一项。'],
  [/^Field must have minimum length of (\d+)\.?$/, '至少 $1 个字。'],
  [/^Field must have maximum length of (\d+)\.?$/, '最多 $1 个字。'],
  [/^Field must have minimum value of (.+?)\.?$/, '不能小于 $1。'],
  [/^Field must have maximum value of (.+?)\.?$/, '不能大于 $1。'],
  [/^Field must match pattern .*$/, '格式不对。'],
  [/^Value is not a number\.?$/, '请填写数字。'],
  [/^Value must be a valid email\.?$/, '请填写正确的邮箱。'],
  [/^Select$/, '请选择'],
  [/^hh:mm(.*)$/, '时:分$1'],
  [/^mm\/dd\/yyyy$/, '月/日/年'],
];
