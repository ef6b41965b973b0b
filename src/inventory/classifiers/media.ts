import type { Classifier } from './classifier.ts';

/** Browsers, and programs for sound, pictures and pages. */
export const media: readonly Classifier[] = [
  {
    name: 'ffmpeg',
    files: ['ffmpeg', 'ffmpeg-*', 'ffprobe', 'ffplay'],
    versions: ['%s version {version}', '%s version n{version}'],
    requires: ['built with %s'],
    cpes: ['ffmpeg:ffmpeg'],
  },
  {
    name: 'ffmpeg-library',
    files: [
      'libavcodec*.so*',
      'libavformat*.so*',
      'libavutil*.so*',
      'libavfilter*.so*',
      'libavdevice*.so*',
      'libswresample*.so*',
      'libswscale*.so*',
      'libpostproc*.so*',
    ],
    versions: ['FFmpeg version {version}', 'FFmpeg version n{version}'],
    package: { name: 'ffmpeg' },
    cpes: ['ffmpeg:ffmpeg'],
  },
  {
    name: 'chromium',
    files: ['chromium', 'chromium-browser', 'headless_shell', 'chrome-headless-shell'],
    versions: ['\0{numbers}\0chrome\0', '\0{numbers}\0Default', 'HeadlessChrome/{numbers}'],
    cpes: ['chromium:chromium', 'google:chrome'],
  },
  {
    name: 'chrome',
    files: ['chrome'],
    versions: ['\0{numbers}\0Default', '\0{numbers}\0chrome\0'],
    cpes: ['google:chrome'],
  },
  {
    name: 'chromedriver',
    files: ['chromedriver'],
    versions: ['\0{numbers} (', 'ChromeDriver {numbers}'],
    requires: ['chromedriver'],
    cpes: [],
  },
  {
    name: 'firefox',
    files: ['application.ini'],
    kinds: ['text'],
    versions: ['Name=Firefox\n{gap}Version={version}\n'],
    cpes: ['mozilla:firefox'],
  },
  {
    name: 'thunderbird',
    files: ['application.ini'],
    kinds: ['text'],
    versions: ['Name=Thunderbird\n{gap}Version={version}\n'],
    cpes: ['mozilla:thunderbird'],
  },
  {
    name: 'imagemagick',
    files: ['libMagickCore*.so*', 'magick'],
    versions: ['ImageMagick {version} ', 'ImageMagick {version}-'],
    cpes: ['imagemagick:imagemagick'],
  },
  {
    name: 'ghostscript',
    files: ['gs', 'libgs.so*', 'gsc'],
    versions: ['/ghostscript/{version}/Resource/Init', '/ghostscript/{version}/lib'],
    cpes: ['artifex:ghostscript'],
  },
  {
    name: 'vips',
    files: ['vips', 'libvips.so*'],
    versions: ['\0{version}\0libvips %s\n', 'init: main\0{version}\0'],
    cpes: ['libvips:libvips'],
  },
  {
    name: 'graphviz',
    files: ['dot', 'libgvc.so*'],
    versions: ['\0graphviz\0{version}\0'],
    cpes: ['graphviz:graphviz'],
  },
];
