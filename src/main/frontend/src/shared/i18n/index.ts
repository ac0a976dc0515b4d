import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { speak } from '@/shared/api/client';
import { en } from './en';
import { zh } from './zh';

export type Language = 'zh-CN' | 'en';

const CHOICE = 'baton.language';

export function languageOf(tag: string | null | undefined): Language {
  return tag && !tag.toLowerCase().startsWith('zh') ? 'en' : 'zh-CN';
}

export function chosenLanguage(): Language | undefined {
  try {
    const stored = localStorage.getItem(CHOICE);
    return stored ? languageOf(stored) : undefined;
  } catch {
    return undefined;
  }
}

export function chooseLanguage(language: Language) {
  try {
    localStorage.setItem(CHOICE, language);
  } catch {
    // then it holds for this visit
  }
  use(language);
}

export function use(language: Language) {
  speak(language);
  document.documentElement.lang = language;
  document.title = language === 'en' ? 'Baton' : '接力 Baton';
  void i18next.changeLanguage(language);
}

export function startTexts() {
  void i18next.use(initReactI18next).init({
    resources: { 'zh-CN': { translation: zh }, en: { translation: en } },
    lng: chosenLanguage() ?? 'zh-CN',
    fallbackLng: 'zh-CN',
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  use(chosenLanguage() ?? 'zh-CN');
}
