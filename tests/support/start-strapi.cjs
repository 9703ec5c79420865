// What `strapi start` does, without loading every other command first: a quarter of a start.
const { createStrapi } = require('@strapi/strapi');

void createStrapi({ appDir: process.cwd(), distDir: `${process.cwd()}/dist` }).start();
