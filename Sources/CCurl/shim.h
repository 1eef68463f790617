#ifndef LEDEWATCH_CCURL_H
#define LEDEWATCH_CCURL_H
#include <curl/curl.h>
#endif
