import type { ThemeConfig } from 'antd';

/** The palette lives in app.css as well; both name the same inks. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0d5c56',
    colorInfo: '#0d5c56',
    colorLink: '#0d5c56',
    colorSuccess: '#2f7d4f',
    colorWarning: '#a86200',
    colorWarningBg: '#fbefd9',
    colorWarningBorder: '#ecd3a4',
    colorError: '#b3261e',
    colorErrorBg: '#fbe9e7',
    colorErrorBorder: '#efc2bd',
    colorText: '#1b2a29',
    colorTextSecondary: '#5b6664',
    colorTextTertiary: '#6f7977',
    colorTextPlaceholder: '#66706e',
    colorBorder: '#d5d1c6',
    colorBorderSecondary: '#e7e3d9',
    colorBgLayout: '#f4f3ef',
    borderRadius: 8,
    fontFamily:
      '"PingFang SC", "HarmonyOS Sans SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, -apple-system, "Segoe UI", sans-serif',
    fontSize: 14,
    controlHeight: 36,
    wireframe: false,
  },
  components: {
    Button: { fontWeight: 500, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Table: {
      headerBg: 'transparent',
      headerColor: '#5b6664',
      headerSplitColor: 'transparent',
      cellPaddingBlock: 10,
      rowHoverBg: '#faf9f6',
    },
    Modal: { titleFontSize: 17 },
    Segmented: { trackBg: '#eae7de' },
  },
};
