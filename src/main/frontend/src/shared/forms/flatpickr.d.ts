// The locales have types only beside their UMD copies; the build takes the modules.
declare module 'flatpickr/dist/esm/l10n/default' {
  export { english } from 'flatpickr/dist/l10n/default';
}

declare module 'flatpickr/dist/esm/l10n/zh' {
  export { Mandarin } from 'flatpickr/dist/l10n/zh';
}
