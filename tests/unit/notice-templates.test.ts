import { templates } from '../../plugins/asset-provenance/server/src/notices/templates';

const answer = (status: number, body: string) => ({ status, body: Buffer.from(body) });

describe('what the services answer', () => {
  it.each([
    ['generic', answer(204, ''), null],
    ['generic', answer(500, ''), 'It answered 500.'],
    ['wecom', answer(200, '{"errcode":0,"errmsg":"ok"}'), null],
    ['wecom', answer(200, '{"errcode":45009}'), 'It answered 200 with errcode 45009.'],
    ['feishu', answer(200, '{"code":0}'), null],
    ['feishu', answer(200, '{"code":19021}'), 'It answered 200 with code 19021.'],
    ['dingtalk', answer(200, '{"errcode":310000}'), 'It answered 200 with errcode 310000.'],
    ['dingtalk', answer(200, '<html>'), 'It answered 200, but not in the form of this service.'],
    ['feishu', answer(200, '{}'), 'It answered 200, but not in the form of this service.'],
    ['feishu', answer(200, 'null'), 'It answered 200, but not in the form of this service.'],
    ['wecom', answer(403, '{"errcode":0}'), 'It answered 403.'],
  ] as const)('%s', (template, given, problem) => {
    expect(templates[template].problemIn(given)).toBe(problem);
  });
});
