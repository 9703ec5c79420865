import type { DigitalSourceType, Kind } from '../../../../shared';

type Words = { en: string; 'zh-Hans': string };

const model: Record<Kind, Words> = {
  image: { en: 'Generative image model', 'zh-Hans': '图像生成模型' },
  video: { en: 'Generative video model', 'zh-Hans': '视频生成模型' },
};
const algorithm: Words = { en: 'Algorithm without a trained model', 'zh-Hans': '未经训练的算法' };

/** The kind of system that made a file; which one is the house's own affair. */
export const kindSystems: Record<DigitalSourceType, Record<Kind, Words>> = {
  algorithmicMedia: { image: algorithm, video: algorithm },
  trainedAlgorithmicMedia: model,
  compositeWithTrainedAlgorithmicMedia: model,
};

/** What no model made is not called so. */
export const algorithmLabel: Words = { en: 'Made by an algorithm', 'zh-Hans': '由算法生成' };

export type PageLanguage = 'en' | 'zh-Hans';

type PageWords = Record<
  | 'title'
  | 'sourceType'
  | 'system'
  | 'credit'
  | 'licence'
  | 'usageTerms'
  | 'rights'
  | 'madeOn'
  | 'usable'
  | 'hash'
  | 'file',
  string
>;

export const pageWords: Record<PageLanguage, PageWords> = {
  en: {
    title: 'Where this file comes from',
    sourceType: 'Digital source type',
    system: 'Made by',
    credit: 'Credit',
    licence: 'Licence',
    usageTerms: 'Terms of use',
    rights: 'Rights',
    madeOn: 'Made on',
    usable: 'Usable',
    hash: 'SHA-256',
    file: 'File',
  },
  'zh-Hans': {
    title: '此文件的来源',
    sourceType: '数字来源类型',
    system: '生成方式',
    credit: '署名',
    licence: '许可',
    usageTerms: '使用条款',
    rights: '权利声明',
    madeOn: '生成日期',
    usable: '可用期限',
    hash: 'SHA-256',
    file: '文件',
  },
};
