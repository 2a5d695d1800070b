; Made by tools/drivers.py with Python 3.11, Numba 0.68.1, llvmlite 0.50.0 on x86_64
; Of source code with the digest f6a8a1cf101a9643

define noalias noundef ptr @driver(i64 %.1, i64 %.2, i64 %.3, i64 %.4) local_unnamed_addr #0 {
  %1 = alloca [16 x i8], align 64
  %2 = alloca i64, align 8
  %3 = alloca [16 x i8], align 64
  %4 = alloca i8, align 1
  %5 = alloca i8, align 1
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  %6 = inttoptr i64 %.4 to ptr
  %7 = inttoptr i64 %.1 to ptr
  %8 = inttoptr i64 %.3 to ptr
  %9 = inttoptr i64 %.2 to ptr
  %10 = load i64, ptr %9, align 8
  %11 = icmp slt i64 %10, 1
  br i1 %11, label %331, label %12

12:                                               ; preds = %0
  %13 = load i64, ptr %6, align 8
  %14 = icmp eq i64 %13, 0
  br i1 %14, label %15, label %55

15:                                               ; preds = %12
  %16 = getelementptr inbounds nuw i8, ptr %6, i64 8
  %17 = load i64, ptr %16, align 8
  %18 = inttoptr i64 %17 to ptr
  %19 = getelementptr inbounds nuw i8, ptr %6, i64 64
  %20 = load i64, ptr %19, align 8
  %21 = tail call i64 @get_status() #0
  %22 = getelementptr inbounds nuw i8, ptr %18, i64 112
  %23 = load i64, ptr %22, align 8
  %24 = inttoptr i64 %23 to ptr
  %25 = tail call i64 %24() #0
  %26 = getelementptr inbounds nuw i8, ptr %18, i64 152
  %27 = load i64, ptr %26, align 8
  %28 = inttoptr i64 %27 to ptr
  %29 = tail call i64 %28() #0
  %30 = icmp eq i64 %29, 0
  br i1 %30, label %31, label %49

31:                                               ; preds = %15
  %32 = getelementptr inbounds nuw i8, ptr %18, i64 168
  %33 = load i64, ptr %32, align 8
  %34 = inttoptr i64 %33 to ptr
  %35 = tail call i64 %34(i64 %20) #0
  %36 = icmp eq i64 %35, 0
  br i1 %36, label %49, label %37

37:                                               ; preds = %31
  %38 = getelementptr inbounds nuw i8, ptr %18, i64 200
  %39 = load i64, ptr %38, align 8
  %40 = inttoptr i64 %39 to ptr
  %41 = tail call i64 %40(i64 %35) #0
  %42 = getelementptr inbounds nuw i8, ptr %18, i64 120
  %43 = load i64, ptr %42, align 8
  %44 = inttoptr i64 %43 to ptr
  %45 = tail call i64 %44(i64 %25) #0
  %46 = tail call i64 @set_status(i64 %21) #0
  %47 = load i64, ptr %6, align 8
  %48 = icmp eq i64 %47, 0
  br i1 %48, label %331, label %55

49:                                               ; preds = %31, %15
  %50 = getelementptr inbounds nuw i8, ptr %18, i64 120
  %51 = load i64, ptr %50, align 8
  %52 = inttoptr i64 %51 to ptr
  %53 = tail call i64 %52(i64 %25) #0
  %54 = tail call i64 @set_status(i64 %21) #0
  br label %331

55:                                               ; preds = %37, %12
  %56 = icmp eq i64 %10, 1
  br i1 %56, label %108, label %57

57:                                               ; preds = %55
  %58 = getelementptr inbounds nuw i8, ptr %6, i64 24
  %59 = load i64, ptr %58, align 8
  %60 = getelementptr inbounds nuw i8, ptr %6, i64 32
  %61 = load i64, ptr %60, align 8
  %62 = sub i64 %61, %59
  %63 = icmp slt i64 %62, 1
  br i1 %63, label %108, label %64

64:                                               ; preds = %57
  %65 = add nsw i64 %10, -1
  %66 = getelementptr inbounds nuw i8, ptr %6, i64 48
  %67 = icmp slt i64 %59, 1
  br label %84

68:                                               ; preds = %82, %70
  %69 = icmp sgt i64 %85, 1
  br i1 %69, label %84, label %108

70:                                               ; preds = %84
  %71 = mul nsw i64 %92, %65
  %72 = add nsw i64 %71, %90
  %73 = tail call i64 @llvm.smin.i64(i64 %72, i64 %90)
  %74 = tail call i64 @llvm.smax.i64(i64 %72, i64 %90)
  %75 = load i64, ptr %66, align 8
  %76 = add nsw i64 %75, %74
  br i1 %67, label %68, label %94

77:                                               ; preds = %94
  %78 = mul nsw i64 %100, %65
  %79 = add nsw i64 %78, %98
  %80 = tail call i64 @llvm.smin.i64(i64 %79, i64 %98)
  %81 = icmp slt i64 %80, %76
  br i1 %81, label %104, label %82

82:                                               ; preds = %104, %94, %77
  %83 = icmp eq i64 %59, %96
  br i1 %83, label %68, label %94

84:                                               ; preds = %68, %64
  %85 = phi i64 [ %62, %64 ], [ %87, %68 ]
  %86 = phi i64 [ %59, %64 ], [ %88, %68 ]
  %87 = add nsw i64 %85, -1
  %88 = add i64 %86, 1
  %89 = getelementptr i64, ptr %7, i64 %86
  %90 = load i64, ptr %89, align 8
  %91 = getelementptr i64, ptr %8, i64 %86
  %92 = load i64, ptr %91, align 8
  %93 = icmp eq i64 %92, 0
  br i1 %93, label %248, label %70

94:                                               ; preds = %70, %82
  %95 = phi i64 [ %96, %82 ], [ 0, %70 ]
  %96 = add nuw nsw i64 %95, 1
  %97 = getelementptr i64, ptr %7, i64 %95
  %98 = load i64, ptr %97, align 8
  %99 = getelementptr i64, ptr %8, i64 %95
  %100 = load i64, ptr %99, align 8
  %101 = icmp eq i64 %98, %90
  %102 = icmp eq i64 %100, %92
  %103 = select i1 %101, i1 %102, i1 false
  br i1 %103, label %82, label %77

104:                                              ; preds = %77
  %105 = tail call i64 @llvm.smax.i64(i64 %79, i64 %98)
  %106 = add nsw i64 %105, %75
  %107 = icmp slt i64 %73, %106
  br i1 %107, label %248, label %82

108:                                              ; preds = %68, %57, %55
  %109 = getelementptr inbounds nuw i8, ptr %6, i64 16
  %110 = load i64, ptr %109, align 8
  %111 = shl nsw i64 %110, 1
  %112 = icmp slt i64 %10, %111
  br i1 %112, label %248, label %113

113:                                              ; preds = %108
  %114 = getelementptr inbounds nuw i8, ptr %6, i64 8
  %115 = load i64, ptr %114, align 8
  %116 = inttoptr i64 %115 to ptr
  %117 = getelementptr inbounds nuw i8, ptr %116, i64 8
  %118 = load i64, ptr %117, align 8
  %119 = icmp eq i64 %118, 0
  br i1 %119, label %120, label %148

120:                                              ; preds = %113
  %121 = load i64, ptr %116, align 8
  %122 = tail call i64 @get_status() #0
  %123 = getelementptr inbounds nuw i8, ptr %116, i64 112
  %124 = load i64, ptr %123, align 8
  %125 = inttoptr i64 %124 to ptr
  %126 = tail call i64 %125() #0
  %127 = getelementptr inbounds nuw i8, ptr %116, i64 152
  %128 = load i64, ptr %127, align 8
  %129 = inttoptr i64 %128 to ptr
  %130 = tail call i64 %129() #0
  %131 = icmp eq i64 %130, 0
  br i1 %131, label %132, label %231

132:                                              ; preds = %120
  %133 = getelementptr inbounds nuw i8, ptr %116, i64 168
  %134 = load i64, ptr %133, align 8
  %135 = inttoptr i64 %134 to ptr
  %136 = tail call i64 %135(i64 %121) #0
  %137 = icmp eq i64 %136, 0
  br i1 %137, label %231, label %138

138:                                              ; preds = %132
  %139 = getelementptr inbounds nuw i8, ptr %116, i64 200
  %140 = load i64, ptr %139, align 8
  %141 = inttoptr i64 %140 to ptr
  %142 = tail call i64 %141(i64 %136) #0
  %143 = getelementptr inbounds nuw i8, ptr %116, i64 120
  %144 = load i64, ptr %143, align 8
  %145 = inttoptr i64 %144 to ptr
  %146 = tail call i64 %145(i64 %126) #0
  %147 = tail call i64 @set_status(i64 %122) #0
  br label %148

148:                                              ; preds = %138, %113
  %149 = getelementptr inbounds nuw i8, ptr %116, i64 16
  %150 = load i64, ptr %149, align 8
  %151 = icmp eq i64 %150, 0
  br i1 %151, label %248, label %152

152:                                              ; preds = %148
  %153 = getelementptr inbounds nuw i8, ptr %116, i64 32
  %154 = load i64, ptr %153, align 8
  %155 = icmp eq i64 %154, 0
  br i1 %155, label %188, label %156

156:                                              ; preds = %152
  %157 = getelementptr inbounds nuw i8, ptr %116, i64 40
  %158 = load i64, ptr %157, align 8
  %159 = tail call i64 @get_status() #0
  %160 = getelementptr inbounds nuw i8, ptr %116, i64 112
  %161 = load i64, ptr %160, align 8
  %162 = inttoptr i64 %161 to ptr
  %163 = tail call i64 %162() #0
  %164 = getelementptr inbounds nuw i8, ptr %116, i64 152
  %165 = load i64, ptr %164, align 8
  %166 = inttoptr i64 %165 to ptr
  %167 = tail call i64 %166() #0
  %168 = icmp eq i64 %167, 0
  br i1 %168, label %169, label %231

169:                                              ; preds = %156
  %170 = getelementptr inbounds nuw i8, ptr %116, i64 168
  %171 = load i64, ptr %170, align 8
  %172 = inttoptr i64 %171 to ptr
  %173 = tail call i64 %172(i64 %158) #0
  %174 = icmp eq i64 %173, 0
  br i1 %174, label %231, label %175

175:                                              ; preds = %169
  %176 = getelementptr inbounds nuw i8, ptr %116, i64 200
  %177 = load i64, ptr %176, align 8
  %178 = inttoptr i64 %177 to ptr
  %179 = tail call i64 %178(i64 %173) #0
  %180 = getelementptr inbounds nuw i8, ptr %116, i64 120
  %181 = load i64, ptr %180, align 8
  %182 = inttoptr i64 %181 to ptr
  %183 = tail call i64 %182(i64 %163) #0
  %184 = tail call i64 @set_status(i64 %159) #0
  %185 = getelementptr inbounds nuw i8, ptr %116, i64 48
  %186 = load i64, ptr %185, align 8
  %187 = icmp eq i64 %186, 0
  br i1 %187, label %248, label %188

188:                                              ; preds = %175, %152
  %189 = getelementptr inbounds nuw i8, ptr %116, i64 24
  %190 = load i64, ptr %189, align 8
  %191 = inttoptr i64 %190 to ptr
  %192 = tail call i64 %191() #0
  %193 = and i64 %192, 65535
  %194 = icmp samesign ugt i64 %193, 1
  br i1 %194, label %195, label %216

195:                                              ; preds = %188
  %196 = getelementptr inbounds nuw i8, ptr %116, i64 64
  %197 = load i64, ptr %196, align 8
  %198 = icmp slt i64 %197, 0
  br i1 %198, label %199, label %216

199:                                              ; preds = %195
  %200 = load i64, ptr %114, align 8
  %201 = inttoptr i64 %200 to ptr
  %202 = getelementptr inbounds nuw i8, ptr %201, i64 56
  %203 = load i64, ptr %202, align 8
  %204 = icmp eq i64 %203, 0
  br i1 %204, label %213, label %205

205:                                              ; preds = %199
  %206 = getelementptr inbounds nuw i8, ptr %3, i64 8
  store i64 0, ptr %206, align 8
  %207 = inttoptr i64 %203 to ptr
  %208 = call i64 %207(ptr nonnull %3, i64 1) #0
  %209 = load i64, ptr %3, align 64
  %210 = mul nsw i64 %209, 1000000000
  %211 = load i64, ptr %206, align 8
  %212 = add nsw i64 %210, %211
  br label %213

213:                                              ; preds = %205, %199
  %214 = phi i64 [ %212, %205 ], [ 0, %199 ]
  %215 = getelementptr inbounds nuw i8, ptr %116, i64 72
  store i64 %214, ptr %215, align 8
  br label %248

216:                                              ; preds = %195, %188
  %217 = load i64, ptr %109, align 8
  %218 = icmp eq i64 %217, 0
  br i1 %218, label %331, label %219

219:                                              ; preds = %216
  %220 = sdiv i64 %10, %217
  %221 = srem i64 %10, %217
  %222 = xor i64 %221, %217
  %223 = icmp slt i64 %222, 0
  %224 = icmp ne i64 %221, 0
  %225 = and i1 %224, %223
  %226 = sext i1 %225 to i64
  %227 = add nsw i64 %220, %226
  %228 = tail call i64 @llvm.smin.i64(i64 %227, i64 %193)
  %229 = tail call i64 @llvm.smin.i64(i64 %228, i64 256)
  %230 = icmp slt i64 %228, 1
  br i1 %230, label %331, label %239

231:                                              ; preds = %169, %156, %132, %120
  %232 = phi i64 [ %126, %120 ], [ %126, %132 ], [ %163, %169 ], [ %163, %156 ]
  %233 = phi i64 [ %122, %120 ], [ %122, %132 ], [ %159, %169 ], [ %159, %156 ]
  %234 = getelementptr inbounds nuw i8, ptr %116, i64 120
  %235 = load i64, ptr %234, align 8
  %236 = inttoptr i64 %235 to ptr
  %237 = tail call i64 %236(i64 %232) #0
  %238 = tail call i64 @set_status(i64 %233) #0
  br label %331

239:                                              ; preds = %219
  %240 = icmp eq i64 %228, 1
  br i1 %240, label %248, label %241

241:                                              ; preds = %239
  %242 = load i64, ptr %114, align 8
  %243 = inttoptr i64 %242 to ptr
  %244 = getelementptr inbounds nuw i8, ptr %243, i64 80
  %245 = load i64, ptr %244, align 8
  store i8 0, ptr %4, align 1
  call fastcc void @run_parallel(ptr %4, ptr nonnull %6, i64 %245, i64 %.1, i64 %.2, i64 %.3, i64 %.4, i64 %10, i64 16, i64 %229) #0
  %246 = load i8, ptr %4, align 1
  %247 = icmp eq i8 %246, 0
  br i1 %247, label %248, label %331

248:                                              ; preds = %84, %104, %241, %239, %213, %175, %148, %108
  %249 = phi i64 [ %10, %239 ], [ %10, %241 ], [ %10, %148 ], [ %10, %175 ], [ %10, %213 ], [ %10, %108 ], [ 1, %104 ], [ 1, %84 ]
  %250 = call i64 @get_status() #0
  %251 = call i64 @kept_bits() #0
  %252 = and i64 %251, %250
  %253 = call i64 @default_bits() #0
  %254 = icmp eq i64 %252, %253
  br i1 %254, label %262, label %255

255:                                              ; preds = %248
  %256 = call i64 @kept_bits() #0
  %257 = xor i64 %256, -1
  %258 = and i64 %250, %257
  %259 = call i64 @default_bits() #0
  %260 = or i64 %258, %259
  %261 = call i64 @set_status(i64 %260) #0
  br label %262

262:                                              ; preds = %255, %248
  store i8 0, ptr %5, align 1
  call fastcc void @_run(ptr %5, ptr nonnull %6, ptr %7, ptr %8, i64 %10, i64 %249) #0
  %263 = load i8, ptr %5, align 1
  %264 = icmp eq i8 %263, 0
  %265 = call i64 @get_status() #0
  %266 = getelementptr inbounds nuw i8, ptr %6, i64 56
  %267 = load i64, ptr %266, align 8
  %268 = and i64 %267, %265
  %269 = getelementptr inbounds nuw i8, ptr %6, i64 8
  %270 = load i64, ptr %269, align 8
  %271 = inttoptr i64 %270 to ptr
  %272 = getelementptr inbounds nuw i8, ptr %271, i64 72
  %273 = load i64, ptr %272, align 8
  %274 = icmp eq i64 %273, 0
  br i1 %274, label %290, label %275

275:                                              ; preds = %262
  %276 = getelementptr inbounds nuw i8, ptr %271, i64 64
  %277 = load i64, ptr %276, align 8
  %278 = getelementptr inbounds nuw i8, ptr %271, i64 56
  %279 = load i64, ptr %278, align 8
  %280 = icmp eq i64 %279, 0
  br i1 %280, label %322, label %281

281:                                              ; preds = %275
  %282 = getelementptr inbounds nuw i8, ptr %1, i64 8
  store i64 0, ptr %282, align 8
  %283 = inttoptr i64 %279 to ptr
  %284 = call i64 %283(ptr nonnull %1, i64 1) #0
  %285 = load i64, ptr %1, align 64
  %286 = mul nsw i64 %285, 1000000000
  %287 = load i64, ptr %282, align 8
  %288 = add nsw i64 %286, %287
  %289 = load i64, ptr %272, align 8
  br label %322

290:                                              ; preds = %322, %262
  br i1 %264, label %291, label %306

291:                                              ; preds = %290
  %292 = load i64, ptr %269, align 8
  %293 = inttoptr i64 %292 to ptr
  %294 = getelementptr inbounds nuw i8, ptr %293, i64 112
  %295 = load i64, ptr %294, align 8
  %296 = inttoptr i64 %295 to ptr
  %297 = call i64 %296() #0
  %298 = getelementptr inbounds nuw i8, ptr %293, i64 160
  %299 = load i64, ptr %298, align 8
  %300 = inttoptr i64 %299 to ptr
  %301 = call i64 %300() #0
  %302 = getelementptr inbounds nuw i8, ptr %293, i64 120
  %303 = load i64, ptr %302, align 8
  %304 = inttoptr i64 %303 to ptr
  %305 = call i64 %304(i64 %297) #0
  br label %310

306:                                              ; preds = %290
  %307 = icmp eq i64 %268, 0
  br i1 %307, label %310, label %308

308:                                              ; preds = %306
  call fastcc void @left_to_numpy(ptr %2, ptr nonnull %6, i64 %268) #0
  %309 = load i64, ptr %2, align 8
  br label %310

310:                                              ; preds = %308, %306, %291
  %311 = phi i64 [ %309, %308 ], [ 0, %306 ], [ %268, %291 ]
  %312 = call i64 @kept_bits() #0
  %313 = xor i64 %312, -1
  %314 = and i64 %265, %313
  %315 = call i64 @kept_bits() #0
  %316 = and i64 %315, %250
  %317 = or i64 %314, %311
  %318 = or i64 %317, %316
  %319 = icmp eq i64 %318, %265
  br i1 %319, label %331, label %320

320:                                              ; preds = %310
  %321 = call i64 @set_status(i64 %318) #0
  br label %331

322:                                              ; preds = %281, %275
  %323 = phi i64 [ %289, %281 ], [ %273, %275 ]
  %324 = phi i64 [ %288, %281 ], [ 0, %275 ]
  %325 = sub nsw i64 %324, %323
  %326 = sdiv i64 %325, 20
  %327 = srem i64 %325, 20
  %328 = ashr i64 %327, 63
  %329 = add i64 %326, %277
  %330 = add i64 %329, %328
  store i64 %330, ptr %276, align 8
  store i64 0, ptr %272, align 8
  br label %290

331:                                              ; preds = %0, %37, %49, %216, %219, %231, %241, %310, %320
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  ret ptr null
}

declare i64 @get_status() local_unnamed_addr

declare i64 @set_status(i64) local_unnamed_addr

define internal fastcc void @run_parallel(ptr noalias nonnull writeonly captures(none) %retptr, ptr readonly captures(none) %arg.loop, i64 %arg.share, i64 %arg.arguments, i64 %arg.dimensions, i64 %arg.strides, i64 %arg.data, i64 range(i64 1, -9223372036854775808) %arg.count, i64 %arg.unit, i64 range(i64 2, -9223372036854775808) %arg.threads) unnamed_addr {
  %1 = alloca [16 x i8], align 64
  %2 = alloca [16 x i8], align 64
  %3 = alloca [8 x i8], align 64
  %4 = alloca [8 x i8], align 64
  %5 = alloca [8 x i8], align 64
  %6 = alloca i64, align 8
  store i64 0, ptr %6, align 8
  %7 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 8
  %8 = load i64, ptr %7, align 8
  %9 = inttoptr i64 %8 to ptr
  %10 = shl nsw i64 %arg.threads, 7
  %11 = getelementptr inbounds nuw i8, ptr %9, i64 208
  %12 = load i64, ptr %11, align 8
  %13 = or disjoint i64 %10, 64
  %14 = inttoptr i64 %12 to ptr
  %15 = tail call i64 %14(i64 %13)
  %16 = icmp eq i64 %15, 0
  br i1 %16, label %17, label %19

17:                                               ; preds = %110, %95, %112, %0
  %18 = phi i8 [ 0, %0 ], [ 1, %112 ], [ 1, %95 ], [ 1, %110 ]
  store i8 %18, ptr %retptr, align 1
  ret void

19:                                               ; preds = %0
  %20 = add nsw i64 %15, 63
  %21 = and i64 %20, -64
  %22 = mul nsw i64 %arg.threads, %arg.unit
  %23 = add nsw i64 %arg.count, -1
  %24 = add i64 %23, %22
  %25 = icmp eq i64 %arg.unit, 0
  br i1 %25, label %121, label %117

26:                                               ; preds = %133
  store i64 %21, ptr %3, align 64
  store i64 %arg.threads, ptr %4, align 64
  store i64 128, ptr %5, align 64
  %27 = getelementptr inbounds nuw i8, ptr %9, i64 128
  %28 = load i64, ptr %27, align 8
  %29 = inttoptr i64 %28 to ptr
  %30 = tail call i64 %29()
  %31 = and i64 %30, 65535
  %32 = icmp eq i64 %31, 0
  br i1 %32, label %38, label %33

33:                                               ; preds = %26
  %34 = getelementptr inbounds nuw i8, ptr %9, i64 136
  %35 = load i64, ptr %34, align 8
  %36 = inttoptr i64 %35 to ptr
  %37 = tail call i64 %36()
  br label %38

38:                                               ; preds = %33, %26
  %39 = phi i64 [ %37, %33 ], [ 0, %26 ]
  %40 = load i64, ptr %7, align 8
  %41 = inttoptr i64 %40 to ptr
  %42 = getelementptr inbounds nuw i8, ptr %41, i64 56
  %43 = load i64, ptr %42, align 8
  %44 = icmp eq i64 %43, 0
  br i1 %44, label %153, label %45

45:                                               ; preds = %38
  %46 = getelementptr inbounds nuw i8, ptr %2, i64 8
  store i64 0, ptr %46, align 8
  %47 = inttoptr i64 %43 to ptr
  %48 = call i64 %47(ptr nonnull %2, i64 1)
  %49 = load i64, ptr %2, align 64
  %50 = mul nsw i64 %49, 1000000000
  %51 = load i64, ptr %46, align 8
  %52 = add nsw i64 %50, %51
  br label %153

53:                                               ; preds = %160
  store i64 %164, ptr %3, align 64
  %54 = call i64 %159(ptr nonnull %3, ptr nonnull %4, ptr nonnull %5, i64 %21)
  store i64 0, ptr %155, align 8
  br label %55

55:                                               ; preds = %53, %160
  %56 = icmp eq i64 %162, %arg.threads
  br i1 %56, label %57, label %160

57:                                               ; preds = %55
  %58 = load i64, ptr %7, align 8
  %59 = inttoptr i64 %58 to ptr
  %60 = getelementptr inbounds nuw i8, ptr %59, i64 56
  %61 = load i64, ptr %60, align 8
  %62 = icmp eq i64 %61, 0
  br i1 %62, label %169, label %63

63:                                               ; preds = %57
  %64 = getelementptr inbounds nuw i8, ptr %1, i64 8
  store i64 0, ptr %64, align 8
  %65 = inttoptr i64 %61 to ptr
  %66 = call i64 %65(ptr nonnull %1, i64 1)
  %67 = load i64, ptr %1, align 64
  %68 = mul nsw i64 %67, 1000000000
  %69 = load i64, ptr %64, align 8
  %70 = add nsw i64 %68, %69
  br label %169

71:                                               ; preds = %169
  %72 = getelementptr inbounds nuw i8, ptr %9, i64 144
  %73 = load i64, ptr %72, align 8
  %74 = inttoptr i64 %73 to ptr
  %75 = call i64 %74(i64 %39)
  br label %172

76:                                               ; preds = %173
  %77 = getelementptr inbounds nuw i8, ptr %180, i64 56
  %78 = load i64, ptr %77, align 8
  %79 = call i64 @llvm.smin.i64(i64 %78, i64 %174)
  br label %80

80:                                               ; preds = %76, %173
  %81 = phi i64 [ %79, %76 ], [ %174, %173 ]
  %82 = icmp eq i64 %177, %arg.threads
  br i1 %82, label %83, label %173

83:                                               ; preds = %80
  %84 = getelementptr inbounds nuw i8, ptr %9, i64 216
  %85 = load i64, ptr %84, align 8
  %86 = inttoptr i64 %85 to ptr
  %87 = call i64 %86(i64 %15)
  %88 = mul nsw i64 %81, %arg.threads
  %89 = getelementptr inbounds nuw i8, ptr %9, i64 64
  %90 = load i64, ptr %89, align 8
  %91 = sub i64 %88, %171
  %92 = add i64 %91, %90
  %93 = call i64 @llvm.smin.i64(i64 %92, i64 50000000)
  store i64 %93, ptr %89, align 8
  %94 = icmp sgt i64 %183, 4294967295
  br i1 %94, label %95, label %110

95:                                               ; preds = %83
  %96 = load i64, ptr %7, align 8
  %97 = inttoptr i64 %96 to ptr
  %98 = getelementptr inbounds nuw i8, ptr %97, i64 112
  %99 = load i64, ptr %98, align 8
  %100 = inttoptr i64 %99 to ptr
  %101 = call i64 %100()
  %102 = getelementptr inbounds nuw i8, ptr %97, i64 160
  %103 = load i64, ptr %102, align 8
  %104 = inttoptr i64 %103 to ptr
  %105 = call i64 %104()
  %106 = getelementptr inbounds nuw i8, ptr %97, i64 120
  %107 = load i64, ptr %106, align 8
  %108 = inttoptr i64 %107 to ptr
  %109 = call i64 %108(i64 %101)
  br label %17

110:                                              ; preds = %83
  %111 = icmp eq i64 %183, 0
  br i1 %111, label %17, label %112

112:                                              ; preds = %110
  %113 = call i64 @get_status()
  call fastcc void @left_to_numpy(ptr %6, ptr %arg.loop, i64 %183)
  %114 = load i64, ptr %6, align 8
  %115 = or i64 %114, %113
  %116 = call i64 @set_status(i64 %115)
  br label %17

117:                                              ; preds = %19
  %118 = icmp ne i64 %24, -9223372036854775808
  %119 = icmp ne i64 %22, -1
  %120 = or i1 %119, %118
  br i1 %120, label %123, label %121

121:                                              ; preds = %117, %123, %19
  %122 = phi i64 [ 0, %19 ], [ %132, %123 ], [ 0, %117 ]
  br label %133

123:                                              ; preds = %117
  %124 = sdiv i64 %24, %22
  %125 = srem i64 %24, %22
  %126 = xor i64 %125, %22
  %127 = icmp slt i64 %126, 0
  %128 = icmp ne i64 %125, 0
  %129 = and i1 %128, %127
  %130 = sext i1 %129 to i64
  %131 = add i64 %124, %130
  %132 = mul nsw i64 %131, %arg.unit
  br label %121

133:                                              ; preds = %121, %133
  %134 = phi i64 [ 0, %121 ], [ %135, %133 ]
  %135 = add nuw nsw i64 %134, 1
  %136 = shl nsw i64 %134, 7
  %137 = add nsw i64 %136, %21
  %138 = inttoptr i64 %137 to ptr
  store i64 %arg.arguments, ptr %138, align 64
  %139 = getelementptr inbounds nuw i8, ptr %138, i64 8
  store i64 %arg.dimensions, ptr %139, align 8
  %140 = getelementptr inbounds nuw i8, ptr %138, i64 16
  store i64 %arg.strides, ptr %140, align 16
  %141 = getelementptr inbounds nuw i8, ptr %138, i64 24
  store i64 %arg.data, ptr %141, align 8
  %142 = mul nsw i64 %134, %122
  %143 = tail call i64 @llvm.smin.i64(i64 %arg.count, i64 %142)
  %144 = getelementptr inbounds nuw i8, ptr %138, i64 32
  store i64 %143, ptr %144, align 32
  %145 = sub nsw i64 %arg.count, %143
  %146 = tail call i64 @llvm.smin.i64(i64 %145, i64 %122)
  %147 = getelementptr inbounds nuw i8, ptr %138, i64 40
  store i64 %146, ptr %147, align 8
  %148 = getelementptr inbounds nuw i8, ptr %138, i64 48
  store i64 0, ptr %148, align 16
  %149 = icmp sgt i64 %146, 0
  %150 = sext i1 %149 to i64
  %151 = getelementptr inbounds nuw i8, ptr %138, i64 56
  store i64 %150, ptr %151, align 8
  %152 = icmp eq i64 %135, %arg.threads
  br i1 %152, label %26, label %133

153:                                              ; preds = %45, %38
  %154 = phi i64 [ %52, %45 ], [ 0, %38 ]
  %155 = getelementptr inbounds nuw i8, ptr %9, i64 16
  %156 = load i64, ptr %155, align 8
  %157 = inttoptr i64 %156 to ptr
  %158 = call i64 %157(i64 %arg.share, ptr nonnull %3, ptr nonnull %4, ptr nonnull %5, i64 %21, i64 0, i64 1, i64 %arg.threads)
  store i64 1, ptr %4, align 64
  %159 = inttoptr i64 %arg.share to ptr
  br label %160

160:                                              ; preds = %153, %55
  %161 = phi i64 [ 0, %153 ], [ %162, %55 ]
  %162 = add nuw nsw i64 %161, 1
  %163 = shl nsw i64 %161, 7
  %164 = add nsw i64 %163, %21
  %165 = inttoptr i64 %164 to ptr
  %166 = getelementptr inbounds nuw i8, ptr %165, i64 56
  %167 = load i64, ptr %166, align 8
  %168 = icmp eq i64 %167, -1
  br i1 %168, label %53, label %55

169:                                              ; preds = %63, %57
  %170 = phi i64 [ %70, %63 ], [ 0, %57 ]
  %171 = sub nsw i64 %170, %154
  br i1 %32, label %172, label %71

172:                                              ; preds = %169, %71
  br label %173

173:                                              ; preds = %172, %80
  %174 = phi i64 [ %81, %80 ], [ %171, %172 ]
  %175 = phi i64 [ %183, %80 ], [ 0, %172 ]
  %176 = phi i64 [ %177, %80 ], [ 0, %172 ]
  %177 = add nuw nsw i64 %176, 1
  %178 = shl nsw i64 %176, 7
  %179 = add nsw i64 %178, %21
  %180 = inttoptr i64 %179 to ptr
  %181 = getelementptr inbounds nuw i8, ptr %180, i64 48
  %182 = load i64, ptr %181, align 16
  %183 = or i64 %182, %175
  %184 = getelementptr inbounds nuw i8, ptr %180, i64 40
  %185 = load i64, ptr %184, align 8
  %186 = icmp eq i64 %185, %122
  br i1 %186, label %76, label %80
}

define internal fastcc void @left_to_numpy(ptr noalias nonnull writeonly captures(none) initializes((0, 8)) %retptr, ptr readonly captures(none) %arg.loop, i64 %arg.raised) unnamed_addr {
  %1 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 8
  %2 = load i64, ptr %1, align 8
  %3 = inttoptr i64 %2 to ptr
  %4 = tail call i64 @get_status()
  %5 = getelementptr inbounds nuw i8, ptr %3, i64 112
  %6 = load i64, ptr %5, align 8
  %7 = inttoptr i64 %6 to ptr
  %8 = tail call i64 %7()
  %9 = getelementptr inbounds nuw i8, ptr %3, i64 152
  %10 = load i64, ptr %9, align 8
  %11 = inttoptr i64 %10 to ptr
  %12 = tail call i64 %11()
  %13 = icmp eq i64 %12, 0
  br i1 %13, label %14, label %40

14:                                               ; preds = %0
  %15 = getelementptr inbounds nuw i8, ptr %3, i64 184
  %16 = load i64, ptr %15, align 8
  %17 = inttoptr i64 %16 to ptr
  %18 = tail call i64 %17(i64 %arg.raised)
  %19 = icmp eq i64 %18, 0
  br i1 %19, label %40, label %20

20:                                               ; preds = %14
  %21 = getelementptr inbounds nuw i8, ptr %3, i64 176
  %22 = load i64, ptr %21, align 8
  %23 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 72
  %24 = load i64, ptr %23, align 8
  %25 = inttoptr i64 %22 to ptr
  %26 = tail call i64 %25(i64 %24, i64 %18)
  %27 = getelementptr inbounds nuw i8, ptr %3, i64 200
  %28 = load i64, ptr %27, align 8
  %29 = inttoptr i64 %28 to ptr
  %30 = tail call i64 %29(i64 %18)
  %31 = icmp eq i64 %26, 0
  br i1 %31, label %40, label %32

32:                                               ; preds = %20
  %33 = getelementptr inbounds nuw i8, ptr %3, i64 192
  %34 = load i64, ptr %33, align 8
  %35 = inttoptr i64 %34 to ptr
  %36 = tail call i64 %35(i64 %26)
  %37 = load i64, ptr %27, align 8
  %38 = inttoptr i64 %37 to ptr
  %39 = tail call i64 %38(i64 %26)
  br label %40

40:                                               ; preds = %32, %20, %14, %0
  %41 = phi i64 [ %arg.raised, %0 ], [ %36, %32 ], [ 0, %20 ], [ 0, %14 ]
  %42 = getelementptr inbounds nuw i8, ptr %3, i64 120
  %43 = load i64, ptr %42, align 8
  %44 = inttoptr i64 %43 to ptr
  %45 = tail call i64 %44(i64 %8)
  %46 = tail call i64 @set_status(i64 %4)
  store i64 %41, ptr %retptr, align 8
  ret void
}

declare i64 @kept_bits() local_unnamed_addr

declare i64 @default_bits() local_unnamed_addr

define internal fastcc void @_run(ptr noalias nonnull writeonly captures(none) %retptr, ptr readonly captures(none) %arg.loop, ptr %arg.operands, ptr readonly captures(none) %arg.steps, i64 %arg.count, i64 %arg.at_once) unnamed_addr {
  %1 = alloca [8192 x i8], align 64
  %2 = alloca [512 x i8], align 64
  %3 = alloca [512 x i8], align 64
  %4 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 24
  %5 = load i64, ptr %4, align 8
  %6 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 40
  %7 = load i64, ptr %6, align 8
  %8 = sub nsw i64 %5, %7
  %9 = icmp slt i64 %7, 1
  br i1 %9, label %10, label %569

10:                                               ; preds = %569, %0
  %11 = phi i1 [ true, %0 ], [ %578, %569 ]
  %12 = icmp eq i64 %arg.at_once, %arg.count
  %13 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 32
  %14 = load i64, ptr %13, align 8
  %15 = icmp slt i64 %14, 1
  br i1 %15, label %29, label %16

16:                                               ; preds = %10
  %17 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 48
  %18 = load i64, ptr %17, align 8
  br label %580

19:                                               ; preds = %580
  br i1 %11, label %20, label %25

20:                                               ; preds = %19
  %21 = icmp sgt i64 %8, %582
  %22 = icmp sge i64 %582, %5
  %23 = or i1 %21, %22
  %24 = freeze i1 %23
  br i1 %24, label %25, label %26

25:                                               ; preds = %19, %20
  br label %26

26:                                               ; preds = %25, %20, %580
  %27 = phi i1 [ %581, %580 ], [ false, %25 ], [ %581, %20 ]
  %28 = icmp eq i64 %583, %14
  br i1 %28, label %29, label %580

29:                                               ; preds = %26, %10
  %30 = phi i1 [ %12, %10 ], [ %27, %26 ]
  %31 = icmp sgt i64 %arg.count, 15
  %32 = select i1 %30, i1 %31, i1 false
  br i1 %32, label %33, label %90

33:                                               ; preds = %29
  %34 = and i64 %arg.count, 9223372036854775792
  %35 = load i64, ptr %arg.loop, align 8
  %36 = zext i1 %11 to i64
  %37 = inttoptr i64 %35 to ptr
  %38 = tail call i64 %37(ptr %arg.operands, i64 %34, i64 %36)
  %39 = icmp eq i64 %34, %arg.count
  br i1 %39, label %567, label %40

40:                                               ; preds = %33
  %41 = load i64, ptr %4, align 8
  %42 = load i64, ptr %13, align 8
  %43 = sub i64 %42, %41
  %44 = icmp slt i64 %43, 1
  br i1 %44, label %64, label %45

45:                                               ; preds = %40
  %46 = tail call i64 @llvm.smax.i64(i64 %41, i64 0)
  br label %52

47:                                               ; preds = %49
  %48 = icmp sgt i64 %54, 1
  br i1 %48, label %52, label %64

49:                                               ; preds = %52, %58
  %50 = phi i64 [ 0, %52 ], [ %59, %58 ]
  %51 = icmp eq i64 %50, %46
  br i1 %51, label %47, label %58

52:                                               ; preds = %45, %47
  %53 = phi i64 [ %41, %45 ], [ %56, %47 ]
  %54 = phi i64 [ %43, %45 ], [ %55, %47 ]
  %55 = add nsw i64 %54, -1
  %56 = add i64 %53, 1
  %57 = getelementptr i64, ptr %arg.operands, i64 %53
  br label %49

58:                                               ; preds = %49
  %59 = add nuw i64 %50, 1
  %60 = load i64, ptr %57, align 8
  %61 = getelementptr i64, ptr %arg.operands, i64 %50
  %62 = load i64, ptr %61, align 8
  %63 = icmp eq i64 %60, %62
  br i1 %63, label %90, label %49

64:                                               ; preds = %47, %40
  %65 = icmp slt i64 %42, 1
  br i1 %65, label %86, label %66

66:                                               ; preds = %64
  %67 = add nsw i64 %arg.count, -16
  %68 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 48
  %69 = load i64, ptr %68, align 8
  br label %587

70:                                               ; preds = %587
  %71 = load i64, ptr %6, align 8
  %72 = sub nsw i64 %41, %71
  %73 = icmp sgt i64 %72, %588
  %74 = icmp sge i64 %588, %41
  %75 = or i1 %74, %73
  %76 = freeze i1 %75
  %77 = select i1 %76, i64 %67, i64 0
  br label %78

78:                                               ; preds = %587, %70
  %79 = phi i64 [ %77, %70 ], [ %67, %587 ]
  %80 = getelementptr i64, ptr %arg.operands, i64 %588
  %81 = load i64, ptr %80, align 8
  %82 = mul nsw i64 %69, %79
  %83 = add nsw i64 %82, %81
  %84 = getelementptr i64, ptr %3, i64 %588
  store i64 %83, ptr %84, align 8
  %85 = icmp eq i64 %589, %42
  br i1 %85, label %86, label %587

86:                                               ; preds = %78, %64
  %87 = load i64, ptr %arg.loop, align 8
  %88 = inttoptr i64 %87 to ptr
  %89 = call i64 %88(ptr nonnull %3, i64 16, i64 %36)
  br label %567

90:                                               ; preds = %58, %29
  %91 = phi i64 [ 0, %29 ], [ %34, %58 ]
  %92 = icmp eq i64 %91, %arg.count
  br i1 %92, label %567, label %93

93:                                               ; preds = %90
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  %94 = load i64, ptr %4, align 8
  %95 = load i64, ptr %13, align 8
  %96 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 48
  %97 = load i64, ptr %96, align 8
  %98 = icmp slt i64 %95, 1
  br i1 %98, label %116, label %99

99:                                               ; preds = %93
  %100 = tail call i64 @llvm.smin.i64(i64 %arg.at_once, i64 384)
  %101 = add nsw i64 %arg.at_once, 15
  %102 = and i64 %101, -16
  %103 = tail call i64 @llvm.smin.i64(i64 %102, i64 384)
  br label %545

104:                                              ; preds = %545
  br i1 %11, label %105, label %111

105:                                              ; preds = %104
  %106 = load i64, ptr %6, align 8
  %107 = sub nsw i64 %94, %106
  %108 = icmp sgt i64 %107, %548
  %109 = icmp sge i64 %548, %94
  %110 = or i1 %109, %108
  br i1 %110, label %111, label %112

111:                                              ; preds = %105, %104
  br label %112

112:                                              ; preds = %545, %111, %105
  %113 = phi i64 [ %547, %105 ], [ %100, %111 ], [ %547, %545 ]
  %114 = phi i64 [ %546, %105 ], [ %103, %111 ], [ %546, %545 ]
  %115 = icmp eq i64 %95, %549
  br i1 %115, label %116, label %545

116:                                              ; preds = %112, %93
  %117 = phi i64 [ %arg.at_once, %93 ], [ %113, %112 ]
  %118 = phi i64 [ 16, %93 ], [ %114, %112 ]
  %119 = mul nsw i64 %118, %97
  %120 = ptrtoint ptr %1 to i64
  %121 = mul nsw i64 %119, %95
  %122 = icmp sgt i64 %121, 8192
  br i1 %122, label %123, label %133

123:                                              ; preds = %116
  %124 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 8
  %125 = load i64, ptr %124, align 8
  %126 = inttoptr i64 %125 to ptr
  %127 = getelementptr inbounds nuw i8, ptr %126, i64 208
  %128 = load i64, ptr %127, align 8
  %129 = add nuw nsw i64 %121, 64
  %130 = inttoptr i64 %128 to ptr
  %131 = call i64 %130(i64 %129)
  %132 = icmp eq i64 %131, 0
  br i1 %132, label %565, label %553

133:                                              ; preds = %553, %116
  %134 = phi i64 [ %555, %553 ], [ %120, %116 ]
  %135 = phi i64 [ %131, %553 ], [ 0, %116 ]
  %136 = icmp slt i64 %91, %arg.count
  br i1 %136, label %137, label %535

137:                                              ; preds = %133
  %138 = zext i1 %11 to i64
  %139 = icmp slt i64 %arg.at_once, %arg.count
  %140 = call range(i64 0, 65) i64 @llvm.ctpop.i64(i64 %97)
  %141 = icmp eq i64 %140, 1
  %142 = call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %97, i1 true)
  %143 = icmp eq i64 %97, 8
  %144 = sub i64 %95, %94
  %145 = call i64 @llvm.smax.i64(i64 %144, i64 0)
  %146 = icmp slt i64 %144, 1
  br label %147

147:                                              ; preds = %532, %137
  %148 = phi i64 [ %533, %532 ], [ %91, %137 ]
  %149 = sub nsw i64 %arg.count, %148
  %150 = call i64 @llvm.smin.i64(i64 %149, i64 %117)
  %151 = icmp sgt i64 %150, 15
  %152 = and i64 %150, 9223372036854775792
  %153 = select i1 %151, i64 %152, i64 %150
  %154 = add nsw i64 %153, 15
  %155 = and i64 %154, -16
  br i1 %98, label %377, label %156

156:                                              ; preds = %147
  %157 = icmp eq i64 %153, %155
  %158 = icmp eq i64 %148, 0
  %159 = add nsw i64 %155, -16
  %160 = mul nsw i64 %159, %97
  %161 = add nsw i64 %153, -1
  %162 = and i64 %153, -4
  %163 = icmp sgt i64 %153, 3
  %164 = icmp eq i64 %162, %153
  br label %165

165:                                              ; preds = %373, %156
  %166 = phi i64 [ 0, %156 ], [ %167, %373 ]
  %167 = add nuw nsw i64 %166, 1
  %168 = getelementptr i64, ptr %arg.steps, i64 %166
  %169 = load i64, ptr %168, align 8
  %170 = getelementptr i64, ptr %arg.operands, i64 %166
  %171 = load i64, ptr %170, align 8
  %172 = mul nsw i64 %169, %148
  %173 = add nsw i64 %171, %172
  %174 = mul nsw i64 %166, %119
  %175 = add nsw i64 %174, %134
  %176 = icmp eq i64 %169, %97
  %177 = select i1 %176, i1 %157, i1 false
  br i1 %177, label %373, label %178

178:                                              ; preds = %165
  br i1 %11, label %179, label %186

179:                                              ; preds = %178
  %180 = load i64, ptr %4, align 8
  %181 = load i64, ptr %6, align 8
  %182 = sub nsw i64 %180, %181
  %183 = icmp sgt i64 %182, %166
  %184 = icmp sge i64 %166, %180
  %185 = or i1 %184, %183
  br i1 %185, label %186, label %373

186:                                              ; preds = %179, %178
  %187 = icmp slt i64 %166, %94
  br i1 %187, label %188, label %373

188:                                              ; preds = %186
  %189 = icmp ne i64 %169, 0
  %190 = or i1 %158, %189
  %191 = select i1 %190, i1 true, i1 %139
  br i1 %191, label %192, label %373

192:                                              ; preds = %188
  br i1 %157, label %201, label %193

193:                                              ; preds = %192
  %194 = add nsw i64 %175, %160
  %195 = mul nsw i64 %169, %161
  %196 = add nsw i64 %173, %195
  br i1 %141, label %197, label %373

197:                                              ; preds = %193
  switch i64 %142, label %373 [
    i64 0, label %212
    i64 1, label %222
    i64 2, label %234
    i64 3, label %198
  ]

198:                                              ; preds = %197
  %199 = inttoptr i64 %196 to ptr
  %200 = inttoptr i64 %194 to ptr
  br label %240

201:                                              ; preds = %192
  br i1 %141, label %202, label %373

202:                                              ; preds = %240, %228, %201
  switch i64 %142, label %373 [
    i64 0, label %246
    i64 1, label %203
    i64 2, label %206
    i64 3, label %209
  ]

203:                                              ; preds = %222, %202
  %204 = inttoptr i64 %173 to ptr
  %205 = inttoptr i64 %175 to ptr
  br label %278

206:                                              ; preds = %234, %202
  %207 = inttoptr i64 %173 to ptr
  %208 = inttoptr i64 %175 to ptr
  br label %310

209:                                              ; preds = %202
  %210 = inttoptr i64 %173 to ptr
  %211 = inttoptr i64 %175 to ptr
  br label %342

212:                                              ; preds = %197
  %213 = inttoptr i64 %196 to ptr
  %214 = load i8, ptr %213, align 1
  %215 = insertelement <16 x i8> poison, i8 %214, i64 0
  %216 = shufflevector <16 x i8> %215, <16 x i8> poison, <16 x i32> zeroinitializer
  %217 = inttoptr i64 %194 to ptr
  store <16 x i8> %216, ptr %217, align 1
  switch i64 %97, label %246 [
    i64 2, label %218
    i64 4, label %228
    i64 8, label %240
  ]

218:                                              ; preds = %212
  %219 = load i16, ptr %213, align 2
  %220 = insertelement <16 x i16> poison, i16 %219, i64 0
  %221 = shufflevector <16 x i16> %220, <16 x i16> poison, <16 x i32> zeroinitializer
  store <16 x i16> %221, ptr %217, align 2
  br label %246

222:                                              ; preds = %197
  %223 = inttoptr i64 %196 to ptr
  %224 = load i16, ptr %223, align 2
  %225 = insertelement <16 x i16> poison, i16 %224, i64 0
  %226 = shufflevector <16 x i16> %225, <16 x i16> poison, <16 x i32> zeroinitializer
  %227 = inttoptr i64 %194 to ptr
  store <16 x i16> %226, ptr %227, align 2
  switch i64 %97, label %203 [
    i64 4, label %228
    i64 8, label %240
  ]

228:                                              ; preds = %222, %212
  %229 = phi ptr [ %217, %212 ], [ %227, %222 ]
  %230 = phi ptr [ %213, %212 ], [ %223, %222 ]
  %231 = load i32, ptr %230, align 4
  %232 = insertelement <16 x i32> poison, i32 %231, i64 0
  %233 = shufflevector <16 x i32> %232, <16 x i32> poison, <16 x i32> zeroinitializer
  store <16 x i32> %233, ptr %229, align 4
  br label %202

234:                                              ; preds = %197
  %235 = inttoptr i64 %196 to ptr
  %236 = load i32, ptr %235, align 4
  %237 = insertelement <16 x i32> poison, i32 %236, i64 0
  %238 = shufflevector <16 x i32> %237, <16 x i32> poison, <16 x i32> zeroinitializer
  %239 = inttoptr i64 %194 to ptr
  store <16 x i32> %238, ptr %239, align 4
  br i1 %143, label %240, label %206

240:                                              ; preds = %234, %222, %212, %198
  %241 = phi ptr [ %200, %198 ], [ %217, %212 ], [ %227, %222 ], [ %239, %234 ]
  %242 = phi ptr [ %199, %198 ], [ %213, %212 ], [ %223, %222 ], [ %235, %234 ]
  %243 = load i64, ptr %242, align 8
  %244 = insertelement <16 x i64> poison, i64 %243, i64 0
  %245 = shufflevector <16 x i64> %244, <16 x i64> poison, <16 x i32> zeroinitializer
  store <16 x i64> %245, ptr %241, align 8
  br label %202

246:                                              ; preds = %218, %212, %202
  %247 = inttoptr i64 %173 to ptr
  %248 = inttoptr i64 %175 to ptr
  br i1 %163, label %250, label %249

249:                                              ; preds = %250, %246
  br i1 %164, label %277, label %268

250:                                              ; preds = %246, %250
  %251 = phi i64 [ %266, %250 ], [ 0, %246 ]
  %252 = mul i64 %251, %169
  %253 = getelementptr i8, ptr %247, i64 %252
  %254 = mul i64 %251, %97
  %255 = getelementptr i8, ptr %248, i64 %254
  %256 = load i8, ptr %253, align 1
  store i8 %256, ptr %255, align 1
  %257 = getelementptr i8, ptr %253, i64 %169
  %258 = getelementptr i8, ptr %255, i64 %97
  %259 = load i8, ptr %257, align 1
  store i8 %259, ptr %258, align 1
  %260 = getelementptr i8, ptr %257, i64 %169
  %261 = getelementptr i8, ptr %258, i64 %97
  %262 = load i8, ptr %260, align 1
  store i8 %262, ptr %261, align 1
  %263 = getelementptr i8, ptr %260, i64 %169
  %264 = getelementptr i8, ptr %261, i64 %97
  %265 = load i8, ptr %263, align 1
  store i8 %265, ptr %264, align 1
  %266 = add nuw nsw i64 %251, 4
  %267 = icmp slt i64 %266, %162
  br i1 %267, label %250, label %249

268:                                              ; preds = %249, %268
  %269 = phi i64 [ %275, %268 ], [ %162, %249 ]
  %270 = mul i64 %269, %169
  %271 = getelementptr i8, ptr %247, i64 %270
  %272 = mul i64 %269, %97
  %273 = getelementptr i8, ptr %248, i64 %272
  %274 = load i8, ptr %271, align 1
  store i8 %274, ptr %273, align 1
  %275 = add nsw i64 %269, 1
  %276 = icmp slt i64 %275, %153
  br i1 %276, label %268, label %277

277:                                              ; preds = %268, %249
  switch i64 %97, label %373 [
    i64 2, label %278
    i64 4, label %310
    i64 8, label %342
  ]

278:                                              ; preds = %277, %203
  %279 = phi ptr [ %205, %203 ], [ %248, %277 ]
  %280 = phi ptr [ %204, %203 ], [ %247, %277 ]
  br i1 %163, label %282, label %281

281:                                              ; preds = %282, %278
  br i1 %164, label %309, label %300

282:                                              ; preds = %278, %282
  %283 = phi i64 [ %298, %282 ], [ 0, %278 ]
  %284 = mul i64 %283, %169
  %285 = getelementptr i8, ptr %280, i64 %284
  %286 = mul i64 %283, %97
  %287 = getelementptr i8, ptr %279, i64 %286
  %288 = load i16, ptr %285, align 2
  store i16 %288, ptr %287, align 2
  %289 = getelementptr i8, ptr %285, i64 %169
  %290 = getelementptr i8, ptr %287, i64 %97
  %291 = load i16, ptr %289, align 2
  store i16 %291, ptr %290, align 2
  %292 = getelementptr i8, ptr %289, i64 %169
  %293 = getelementptr i8, ptr %290, i64 %97
  %294 = load i16, ptr %292, align 2
  store i16 %294, ptr %293, align 2
  %295 = getelementptr i8, ptr %292, i64 %169
  %296 = getelementptr i8, ptr %293, i64 %97
  %297 = load i16, ptr %295, align 2
  store i16 %297, ptr %296, align 2
  %298 = add nuw nsw i64 %283, 4
  %299 = icmp slt i64 %298, %162
  br i1 %299, label %282, label %281

300:                                              ; preds = %281, %300
  %301 = phi i64 [ %307, %300 ], [ %162, %281 ]
  %302 = mul i64 %301, %169
  %303 = getelementptr i8, ptr %280, i64 %302
  %304 = mul i64 %301, %97
  %305 = getelementptr i8, ptr %279, i64 %304
  %306 = load i16, ptr %303, align 2
  store i16 %306, ptr %305, align 2
  %307 = add nsw i64 %301, 1
  %308 = icmp slt i64 %307, %153
  br i1 %308, label %300, label %309

309:                                              ; preds = %300, %281
  switch i64 %97, label %373 [
    i64 4, label %310
    i64 8, label %342
  ]

310:                                              ; preds = %309, %277, %206
  %311 = phi ptr [ %208, %206 ], [ %248, %277 ], [ %279, %309 ]
  %312 = phi ptr [ %207, %206 ], [ %247, %277 ], [ %280, %309 ]
  br i1 %163, label %314, label %313

313:                                              ; preds = %314, %310
  br i1 %164, label %341, label %332

314:                                              ; preds = %310, %314
  %315 = phi i64 [ %330, %314 ], [ 0, %310 ]
  %316 = mul i64 %315, %169
  %317 = getelementptr i8, ptr %312, i64 %316
  %318 = mul i64 %315, %97
  %319 = getelementptr i8, ptr %311, i64 %318
  %320 = load i32, ptr %317, align 4
  store i32 %320, ptr %319, align 4
  %321 = getelementptr i8, ptr %317, i64 %169
  %322 = getelementptr i8, ptr %319, i64 %97
  %323 = load i32, ptr %321, align 4
  store i32 %323, ptr %322, align 4
  %324 = getelementptr i8, ptr %321, i64 %169
  %325 = getelementptr i8, ptr %322, i64 %97
  %326 = load i32, ptr %324, align 4
  store i32 %326, ptr %325, align 4
  %327 = getelementptr i8, ptr %324, i64 %169
  %328 = getelementptr i8, ptr %325, i64 %97
  %329 = load i32, ptr %327, align 4
  store i32 %329, ptr %328, align 4
  %330 = add nuw nsw i64 %315, 4
  %331 = icmp slt i64 %330, %162
  br i1 %331, label %314, label %313

332:                                              ; preds = %313, %332
  %333 = phi i64 [ %339, %332 ], [ %162, %313 ]
  %334 = mul i64 %333, %169
  %335 = getelementptr i8, ptr %312, i64 %334
  %336 = mul i64 %333, %97
  %337 = getelementptr i8, ptr %311, i64 %336
  %338 = load i32, ptr %335, align 4
  store i32 %338, ptr %337, align 4
  %339 = add nsw i64 %333, 1
  %340 = icmp slt i64 %339, %153
  br i1 %340, label %332, label %341

341:                                              ; preds = %332, %313
  br i1 %143, label %342, label %373

342:                                              ; preds = %341, %309, %277, %209
  %343 = phi ptr [ %211, %209 ], [ %248, %277 ], [ %279, %309 ], [ %311, %341 ]
  %344 = phi ptr [ %210, %209 ], [ %247, %277 ], [ %280, %309 ], [ %312, %341 ]
  br i1 %163, label %346, label %345

345:                                              ; preds = %346, %342
  br i1 %164, label %373, label %364

346:                                              ; preds = %342, %346
  %347 = phi i64 [ %362, %346 ], [ 0, %342 ]
  %348 = mul i64 %347, %169
  %349 = getelementptr i8, ptr %344, i64 %348
  %350 = mul i64 %347, %97
  %351 = getelementptr i8, ptr %343, i64 %350
  %352 = load i64, ptr %349, align 8
  store i64 %352, ptr %351, align 8
  %353 = getelementptr i8, ptr %349, i64 %169
  %354 = getelementptr i8, ptr %351, i64 %97
  %355 = load i64, ptr %353, align 8
  store i64 %355, ptr %354, align 8
  %356 = getelementptr i8, ptr %353, i64 %169
  %357 = getelementptr i8, ptr %354, i64 %97
  %358 = load i64, ptr %356, align 8
  store i64 %358, ptr %357, align 8
  %359 = getelementptr i8, ptr %356, i64 %169
  %360 = getelementptr i8, ptr %357, i64 %97
  %361 = load i64, ptr %359, align 8
  store i64 %361, ptr %360, align 8
  %362 = add nuw nsw i64 %347, 4
  %363 = icmp slt i64 %362, %162
  br i1 %363, label %346, label %345

364:                                              ; preds = %345, %364
  %365 = phi i64 [ %371, %364 ], [ %162, %345 ]
  %366 = mul i64 %365, %169
  %367 = getelementptr i8, ptr %344, i64 %366
  %368 = mul i64 %365, %97
  %369 = getelementptr i8, ptr %343, i64 %368
  %370 = load i64, ptr %367, align 8
  store i64 %370, ptr %369, align 8
  %371 = add nsw i64 %365, 1
  %372 = icmp slt i64 %371, %153
  br i1 %372, label %364, label %373

373:                                              ; preds = %364, %345, %341, %309, %277, %202, %201, %197, %193, %188, %186, %179, %165
  %374 = phi i64 [ %175, %186 ], [ %173, %165 ], [ %175, %188 ], [ %173, %179 ], [ %175, %341 ], [ %175, %309 ], [ %175, %277 ], [ %175, %202 ], [ %175, %201 ], [ %175, %345 ], [ %175, %193 ], [ %175, %197 ], [ %175, %364 ]
  %375 = getelementptr i64, ptr %2, i64 %166
  store i64 %374, ptr %375, align 8
  %376 = icmp eq i64 %95, %167
  br i1 %376, label %377, label %165

377:                                              ; preds = %373, %147
  %378 = load i64, ptr %arg.loop, align 8
  %379 = inttoptr i64 %378 to ptr
  %380 = call i64 %379(ptr nonnull %2, i64 %155, i64 %138)
  br i1 %146, label %532, label %381

381:                                              ; preds = %377
  %382 = icmp eq i64 %153, %155
  %383 = and i64 %153, -4
  %384 = icmp sgt i64 %153, 3
  %385 = icmp eq i64 %383, %153
  br label %556

386:                                              ; preds = %556
  %387 = getelementptr i64, ptr %arg.operands, i64 %558
  %388 = load i64, ptr %387, align 8
  %389 = mul nsw i64 %562, %148
  %390 = add nsw i64 %388, %389
  %391 = mul nsw i64 %558, %119
  %392 = add nsw i64 %391, %134
  br i1 %141, label %393, label %530

393:                                              ; preds = %386
  switch i64 %142, label %530 [
    i64 0, label %403
    i64 1, label %394
    i64 2, label %397
    i64 3, label %400
  ]

394:                                              ; preds = %393
  %395 = inttoptr i64 %392 to ptr
  %396 = inttoptr i64 %390 to ptr
  br label %435

397:                                              ; preds = %393
  %398 = inttoptr i64 %392 to ptr
  %399 = inttoptr i64 %390 to ptr
  br label %467

400:                                              ; preds = %393
  %401 = inttoptr i64 %392 to ptr
  %402 = inttoptr i64 %390 to ptr
  br label %499

403:                                              ; preds = %393
  %404 = inttoptr i64 %392 to ptr
  %405 = inttoptr i64 %390 to ptr
  br i1 %384, label %407, label %406

406:                                              ; preds = %407, %403
  br i1 %385, label %434, label %425

407:                                              ; preds = %403, %407
  %408 = phi i64 [ %423, %407 ], [ 0, %403 ]
  %409 = mul i64 %408, %97
  %410 = getelementptr i8, ptr %404, i64 %409
  %411 = mul i64 %408, %562
  %412 = getelementptr i8, ptr %405, i64 %411
  %413 = load i8, ptr %410, align 1
  store i8 %413, ptr %412, align 1
  %414 = getelementptr i8, ptr %410, i64 %97
  %415 = getelementptr i8, ptr %412, i64 %562
  %416 = load i8, ptr %414, align 1
  store i8 %416, ptr %415, align 1
  %417 = getelementptr i8, ptr %414, i64 %97
  %418 = getelementptr i8, ptr %415, i64 %562
  %419 = load i8, ptr %417, align 1
  store i8 %419, ptr %418, align 1
  %420 = getelementptr i8, ptr %417, i64 %97
  %421 = getelementptr i8, ptr %418, i64 %562
  %422 = load i8, ptr %420, align 1
  store i8 %422, ptr %421, align 1
  %423 = add nuw nsw i64 %408, 4
  %424 = icmp slt i64 %423, %383
  br i1 %424, label %407, label %406

425:                                              ; preds = %406, %425
  %426 = phi i64 [ %432, %425 ], [ %383, %406 ]
  %427 = mul i64 %426, %97
  %428 = getelementptr i8, ptr %404, i64 %427
  %429 = mul i64 %426, %562
  %430 = getelementptr i8, ptr %405, i64 %429
  %431 = load i8, ptr %428, align 1
  store i8 %431, ptr %430, align 1
  %432 = add nsw i64 %426, 1
  %433 = icmp slt i64 %432, %153
  br i1 %433, label %425, label %434

434:                                              ; preds = %425, %406
  switch i64 %97, label %530 [
    i64 2, label %435
    i64 4, label %467
    i64 8, label %499
  ]

435:                                              ; preds = %434, %394
  %436 = phi ptr [ %396, %394 ], [ %405, %434 ]
  %437 = phi ptr [ %395, %394 ], [ %404, %434 ]
  br i1 %384, label %439, label %438

438:                                              ; preds = %439, %435
  br i1 %385, label %466, label %457

439:                                              ; preds = %435, %439
  %440 = phi i64 [ %455, %439 ], [ 0, %435 ]
  %441 = mul i64 %440, %97
  %442 = getelementptr i8, ptr %437, i64 %441
  %443 = mul i64 %440, %562
  %444 = getelementptr i8, ptr %436, i64 %443
  %445 = load i16, ptr %442, align 2
  store i16 %445, ptr %444, align 2
  %446 = getelementptr i8, ptr %442, i64 %97
  %447 = getelementptr i8, ptr %444, i64 %562
  %448 = load i16, ptr %446, align 2
  store i16 %448, ptr %447, align 2
  %449 = getelementptr i8, ptr %446, i64 %97
  %450 = getelementptr i8, ptr %447, i64 %562
  %451 = load i16, ptr %449, align 2
  store i16 %451, ptr %450, align 2
  %452 = getelementptr i8, ptr %449, i64 %97
  %453 = getelementptr i8, ptr %450, i64 %562
  %454 = load i16, ptr %452, align 2
  store i16 %454, ptr %453, align 2
  %455 = add nuw nsw i64 %440, 4
  %456 = icmp slt i64 %455, %383
  br i1 %456, label %439, label %438

457:                                              ; preds = %438, %457
  %458 = phi i64 [ %464, %457 ], [ %383, %438 ]
  %459 = mul i64 %458, %97
  %460 = getelementptr i8, ptr %437, i64 %459
  %461 = mul i64 %458, %562
  %462 = getelementptr i8, ptr %436, i64 %461
  %463 = load i16, ptr %460, align 2
  store i16 %463, ptr %462, align 2
  %464 = add nsw i64 %458, 1
  %465 = icmp slt i64 %464, %153
  br i1 %465, label %457, label %466

466:                                              ; preds = %457, %438
  switch i64 %97, label %530 [
    i64 4, label %467
    i64 8, label %499
  ]

467:                                              ; preds = %466, %434, %397
  %468 = phi ptr [ %399, %397 ], [ %405, %434 ], [ %436, %466 ]
  %469 = phi ptr [ %398, %397 ], [ %404, %434 ], [ %437, %466 ]
  br i1 %384, label %471, label %470

470:                                              ; preds = %471, %467
  br i1 %385, label %498, label %489

471:                                              ; preds = %467, %471
  %472 = phi i64 [ %487, %471 ], [ 0, %467 ]
  %473 = mul i64 %472, %97
  %474 = getelementptr i8, ptr %469, i64 %473
  %475 = mul i64 %472, %562
  %476 = getelementptr i8, ptr %468, i64 %475
  %477 = load i32, ptr %474, align 4
  store i32 %477, ptr %476, align 4
  %478 = getelementptr i8, ptr %474, i64 %97
  %479 = getelementptr i8, ptr %476, i64 %562
  %480 = load i32, ptr %478, align 4
  store i32 %480, ptr %479, align 4
  %481 = getelementptr i8, ptr %478, i64 %97
  %482 = getelementptr i8, ptr %479, i64 %562
  %483 = load i32, ptr %481, align 4
  store i32 %483, ptr %482, align 4
  %484 = getelementptr i8, ptr %481, i64 %97
  %485 = getelementptr i8, ptr %482, i64 %562
  %486 = load i32, ptr %484, align 4
  store i32 %486, ptr %485, align 4
  %487 = add nuw nsw i64 %472, 4
  %488 = icmp slt i64 %487, %383
  br i1 %488, label %471, label %470

489:                                              ; preds = %470, %489
  %490 = phi i64 [ %496, %489 ], [ %383, %470 ]
  %491 = mul i64 %490, %97
  %492 = getelementptr i8, ptr %469, i64 %491
  %493 = mul i64 %490, %562
  %494 = getelementptr i8, ptr %468, i64 %493
  %495 = load i32, ptr %492, align 4
  store i32 %495, ptr %494, align 4
  %496 = add nsw i64 %490, 1
  %497 = icmp slt i64 %496, %153
  br i1 %497, label %489, label %498

498:                                              ; preds = %489, %470
  br i1 %143, label %499, label %530

499:                                              ; preds = %498, %466, %434, %400
  %500 = phi ptr [ %402, %400 ], [ %405, %434 ], [ %436, %466 ], [ %468, %498 ]
  %501 = phi ptr [ %401, %400 ], [ %404, %434 ], [ %437, %466 ], [ %469, %498 ]
  br i1 %384, label %503, label %502

502:                                              ; preds = %503, %499
  br i1 %385, label %530, label %521

503:                                              ; preds = %499, %503
  %504 = phi i64 [ %519, %503 ], [ 0, %499 ]
  %505 = mul i64 %504, %97
  %506 = getelementptr i8, ptr %501, i64 %505
  %507 = mul i64 %504, %562
  %508 = getelementptr i8, ptr %500, i64 %507
  %509 = load i64, ptr %506, align 8
  store i64 %509, ptr %508, align 8
  %510 = getelementptr i8, ptr %506, i64 %97
  %511 = getelementptr i8, ptr %508, i64 %562
  %512 = load i64, ptr %510, align 8
  store i64 %512, ptr %511, align 8
  %513 = getelementptr i8, ptr %510, i64 %97
  %514 = getelementptr i8, ptr %511, i64 %562
  %515 = load i64, ptr %513, align 8
  store i64 %515, ptr %514, align 8
  %516 = getelementptr i8, ptr %513, i64 %97
  %517 = getelementptr i8, ptr %514, i64 %562
  %518 = load i64, ptr %516, align 8
  store i64 %518, ptr %517, align 8
  %519 = add nuw nsw i64 %504, 4
  %520 = icmp slt i64 %519, %383
  br i1 %520, label %503, label %502

521:                                              ; preds = %502, %521
  %522 = phi i64 [ %528, %521 ], [ %383, %502 ]
  %523 = mul i64 %522, %97
  %524 = getelementptr i8, ptr %501, i64 %523
  %525 = mul i64 %522, %562
  %526 = getelementptr i8, ptr %500, i64 %525
  %527 = load i64, ptr %524, align 8
  store i64 %527, ptr %526, align 8
  %528 = add nsw i64 %522, 1
  %529 = icmp slt i64 %528, %153
  br i1 %529, label %521, label %530

530:                                              ; preds = %521, %556, %502, %498, %466, %434, %393, %386
  %531 = icmp sgt i64 %557, 1
  br i1 %531, label %556, label %532

532:                                              ; preds = %530, %377
  %533 = add nsw i64 %153, %148
  %534 = icmp slt i64 %533, %arg.count
  br i1 %534, label %147, label %535

535:                                              ; preds = %532, %133
  %536 = icmp eq i64 %135, 0
  br i1 %536, label %565, label %537

537:                                              ; preds = %535
  %538 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 8
  %539 = load i64, ptr %538, align 8
  %540 = inttoptr i64 %539 to ptr
  %541 = getelementptr inbounds nuw i8, ptr %540, i64 216
  %542 = load i64, ptr %541, align 8
  %543 = inttoptr i64 %542 to ptr
  %544 = call i64 %543(i64 %135)
  br label %565

545:                                              ; preds = %112, %99
  %546 = phi i64 [ 16, %99 ], [ %114, %112 ]
  %547 = phi i64 [ %arg.at_once, %99 ], [ %113, %112 ]
  %548 = phi i64 [ 0, %99 ], [ %549, %112 ]
  %549 = add nuw nsw i64 %548, 1
  %550 = getelementptr i64, ptr %arg.steps, i64 %548
  %551 = load i64, ptr %550, align 8
  %552 = icmp eq i64 %551, %97
  br i1 %552, label %112, label %104

553:                                              ; preds = %123
  %554 = add nsw i64 %131, 63
  %555 = and i64 %554, -64
  br label %133

556:                                              ; preds = %530, %381
  %557 = phi i64 [ %145, %381 ], [ %559, %530 ]
  %558 = phi i64 [ %94, %381 ], [ %560, %530 ]
  %559 = add nsw i64 %557, -1
  %560 = add i64 %558, 1
  %561 = getelementptr i64, ptr %arg.steps, i64 %558
  %562 = load i64, ptr %561, align 8
  %563 = icmp eq i64 %562, %97
  %564 = select i1 %563, i1 %382, i1 false
  br i1 %564, label %530, label %386

565:                                              ; preds = %123, %535, %537
  %566 = phi i8 [ 0, %123 ], [ 1, %537 ], [ 1, %535 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  br label %567

567:                                              ; preds = %33, %86, %565, %90
  %568 = phi i8 [ 1, %90 ], [ %566, %565 ], [ 1, %86 ], [ 1, %33 ]
  store i8 %568, ptr %retptr, align 1
  ret void

569:                                              ; preds = %0, %569
  %570 = phi i1 [ %578, %569 ], [ true, %0 ]
  %571 = phi i64 [ %573, %569 ], [ %7, %0 ]
  %572 = phi i64 [ %574, %569 ], [ %8, %0 ]
  %573 = add nsw i64 %571, -1
  %574 = add i64 %572, 1
  %575 = getelementptr i64, ptr %arg.steps, i64 %572
  %576 = load i64, ptr %575, align 8
  %577 = icmp eq i64 %576, 0
  %578 = select i1 %577, i1 %570, i1 false
  %579 = icmp samesign ugt i64 %571, 1
  br i1 %579, label %569, label %10

580:                                              ; preds = %16, %26
  %581 = phi i1 [ %12, %16 ], [ %27, %26 ]
  %582 = phi i64 [ 0, %16 ], [ %583, %26 ]
  %583 = add nuw nsw i64 %582, 1
  %584 = getelementptr i64, ptr %arg.steps, i64 %582
  %585 = load i64, ptr %584, align 8
  %586 = icmp eq i64 %585, %18
  br i1 %586, label %26, label %19

587:                                              ; preds = %66, %78
  %588 = phi i64 [ 0, %66 ], [ %589, %78 ]
  %589 = add nuw nsw i64 %588, 1
  br i1 %11, label %70, label %78
}

define noalias noundef ptr @share(i64 %.1, i64 %.2, i64 %.3, i64 %.4) local_unnamed_addr #0 {
  %1 = alloca [16 x i8], align 64
  %2 = alloca [16 x i8], align 64
  %3 = alloca [512 x i8], align 64
  %4 = alloca i8, align 1
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  %5 = inttoptr i64 %.1 to ptr
  %6 = load i64, ptr %5, align 8
  %7 = inttoptr i64 %6 to ptr
  %8 = getelementptr inbounds nuw i8, ptr %7, i64 40
  %9 = load i64, ptr %8, align 8
  %10 = icmp slt i64 %9, 1
  br i1 %10, label %104, label %11

11:                                               ; preds = %0
  %12 = getelementptr inbounds nuw i8, ptr %7, i64 24
  %13 = load i64, ptr %12, align 8
  %14 = inttoptr i64 %13 to ptr
  %15 = getelementptr inbounds nuw i8, ptr %7, i64 16
  %16 = load i64, ptr %15, align 8
  %17 = inttoptr i64 %16 to ptr
  %18 = load i64, ptr %7, align 8
  %19 = inttoptr i64 %18 to ptr
  %20 = getelementptr inbounds nuw i8, ptr %7, i64 32
  %21 = load i64, ptr %20, align 8
  %22 = getelementptr inbounds nuw i8, ptr %14, i64 32
  %23 = load i64, ptr %22, align 8
  %24 = icmp slt i64 %23, 1
  br i1 %24, label %36, label %25

25:                                               ; preds = %11, %25
  %26 = phi i64 [ %27, %25 ], [ 0, %11 ]
  %27 = add nuw nsw i64 %26, 1
  %28 = getelementptr i64, ptr %19, i64 %26
  %29 = load i64, ptr %28, align 8
  %30 = getelementptr i64, ptr %17, i64 %26
  %31 = load i64, ptr %30, align 8
  %32 = mul nsw i64 %31, %21
  %33 = add nsw i64 %32, %29
  %34 = getelementptr i64, ptr %3, i64 %26
  store i64 %33, ptr %34, align 8
  %35 = icmp eq i64 %23, %27
  br i1 %35, label %36, label %25

36:                                               ; preds = %25, %11
  %37 = getelementptr inbounds nuw i8, ptr %14, i64 8
  %38 = load i64, ptr %37, align 8
  %39 = inttoptr i64 %38 to ptr
  %40 = getelementptr inbounds nuw i8, ptr %39, i64 56
  %41 = load i64, ptr %40, align 8
  %42 = icmp eq i64 %41, 0
  br i1 %42, label %51, label %43

43:                                               ; preds = %36
  %44 = getelementptr inbounds nuw i8, ptr %2, i64 8
  store i64 0, ptr %44, align 8
  %45 = inttoptr i64 %41 to ptr
  %46 = call i64 %45(ptr nonnull %2, i64 1) #0
  %47 = load i64, ptr %2, align 64
  %48 = mul nsw i64 %47, 1000000000
  %49 = load i64, ptr %44, align 8
  %50 = add nsw i64 %48, %49
  br label %51

51:                                               ; preds = %43, %36
  %52 = phi i64 [ %50, %43 ], [ 0, %36 ]
  %53 = call i64 @get_status() #0
  %54 = call i64 @kept_bits() #0
  %55 = and i64 %54, %53
  %56 = call i64 @default_bits() #0
  %57 = icmp eq i64 %55, %56
  br i1 %57, label %65, label %58

58:                                               ; preds = %51
  %59 = call i64 @kept_bits() #0
  %60 = xor i64 %59, -1
  %61 = and i64 %53, %60
  %62 = call i64 @default_bits() #0
  %63 = or i64 %61, %62
  %64 = call i64 @set_status(i64 %63) #0
  br label %65

65:                                               ; preds = %58, %51
  %66 = load i64, ptr %8, align 8
  store i8 0, ptr %4, align 1
  call fastcc void @_run(ptr %4, ptr nonnull %14, ptr nonnull %3, ptr %17, i64 %66, i64 %66) #0
  %67 = load i8, ptr %4, align 1
  %68 = icmp eq i8 %67, 0
  %69 = call i64 @get_status() #0
  br i1 %68, label %74, label %70

70:                                               ; preds = %65
  %71 = getelementptr inbounds nuw i8, ptr %14, i64 56
  %72 = load i64, ptr %71, align 8
  %73 = and i64 %72, %69
  br label %74

74:                                               ; preds = %70, %65
  %75 = phi i64 [ %73, %70 ], [ 4294967296, %65 ]
  %76 = getelementptr inbounds nuw i8, ptr %7, i64 48
  store i64 %75, ptr %76, align 8
  %77 = call i64 @kept_bits() #0
  %78 = xor i64 %77, -1
  %79 = and i64 %69, %78
  %80 = call i64 @kept_bits() #0
  %81 = and i64 %80, %53
  %82 = or i64 %81, %79
  %83 = icmp eq i64 %82, %69
  br i1 %83, label %86, label %84

84:                                               ; preds = %74
  %85 = call i64 @set_status(i64 %82) #0
  br label %86

86:                                               ; preds = %84, %74
  %87 = load i64, ptr %37, align 8
  %88 = inttoptr i64 %87 to ptr
  %89 = getelementptr inbounds nuw i8, ptr %88, i64 56
  %90 = load i64, ptr %89, align 8
  %91 = icmp eq i64 %90, 0
  br i1 %91, label %100, label %92

92:                                               ; preds = %86
  %93 = getelementptr inbounds nuw i8, ptr %1, i64 8
  store i64 0, ptr %93, align 8
  %94 = inttoptr i64 %90 to ptr
  %95 = call i64 %94(ptr nonnull %1, i64 1) #0
  %96 = load i64, ptr %1, align 64
  %97 = mul nsw i64 %96, 1000000000
  %98 = load i64, ptr %93, align 8
  %99 = add nsw i64 %97, %98
  br label %100

100:                                              ; preds = %92, %86
  %101 = phi i64 [ %99, %92 ], [ 0, %86 ]
  %102 = sub nsw i64 %101, %52
  %103 = getelementptr inbounds nuw i8, ptr %7, i64 56
  store i64 %102, ptr %103, align 8
  br label %104

104:                                              ; preds = %0, %100
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  ret ptr null
}

define internal fastcc void @_run.56(ptr noalias nonnull writeonly captures(none) %retptr, ptr readonly captures(none) %arg.loop, ptr readonly captures(none) %arg.operands, ptr readonly captures(none) %arg.steps, i64 %arg.count, i64 %arg.n) unnamed_addr {
  %1 = alloca [512 x i8], align 64
  %2 = alloca [512 x i8], align 64
  %3 = alloca [512 x i8], align 64
  %4 = alloca [8192 x i8], align 64
  %5 = alloca [512 x i8], align 64
  %6 = alloca [512 x i8], align 64
  %7 = icmp slt i64 %arg.count, 16
  %8 = icmp eq i64 %arg.n, 1
  %9 = select i1 %7, i1 true, i1 %8
  br i1 %9, label %122, label %10

10:                                               ; preds = %0
  %11 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 32
  %12 = load i64, ptr %11, align 8
  %13 = icmp slt i64 %12, 1
  br i1 %13, label %1044, label %14

14:                                               ; preds = %10
  %15 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 80
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 88
  br label %35

18:                                               ; preds = %35
  %19 = load i64, ptr %17, align 8
  %20 = shl nsw i64 %37, 3
  %21 = ashr i64 %19, %20
  %22 = and i64 %21, 255
  %23 = getelementptr i64, ptr %arg.steps, i64 %37
  %24 = load i64, ptr %23, align 8
  %25 = icmp eq i64 %24, %22
  br i1 %25, label %26, label %122

26:                                               ; preds = %18
  %27 = getelementptr i64, ptr %arg.steps, i64 %36
  %28 = load i64, ptr %27, align 8
  %29 = icmp eq i64 %28, %22
  br i1 %29, label %122, label %30

30:                                               ; preds = %26
  %31 = add nuw nsw i64 %36, 1
  br label %32

32:                                               ; preds = %35, %30
  %33 = phi i64 [ %31, %30 ], [ %36, %35 ]
  %34 = icmp eq i64 %38, %12
  br i1 %34, label %1044, label %35

35:                                               ; preds = %14, %32
  %36 = phi i64 [ %12, %14 ], [ %33, %32 ]
  %37 = phi i64 [ 0, %14 ], [ %38, %32 ]
  %38 = add nuw nsw i64 %37, 1
  %39 = shl nuw i64 1, %37
  %40 = and i64 %16, %39
  %41 = icmp eq i64 %40, 0
  br i1 %41, label %32, label %18

42:                                               ; preds = %1044
  %43 = inttoptr i64 %1046 to ptr
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  call void @llvm.lifetime.start.p0(ptr nonnull %6)
  %44 = getelementptr inbounds nuw i8, ptr %43, i64 96
  %45 = load i64, ptr %44, align 8
  %46 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 8
  %47 = load i64, ptr %46, align 8
  %48 = inttoptr i64 %47 to ptr
  %49 = getelementptr inbounds nuw i8, ptr %48, i64 208
  %50 = load i64, ptr %49, align 8
  %51 = add nsw i64 %45, 64
  %52 = inttoptr i64 %50 to ptr
  %53 = tail call i64 %52(i64 %51)
  %54 = icmp ne i64 %53, 0
  br i1 %54, label %55, label %121

55:                                               ; preds = %42
  br i1 %13, label %78, label %56

56:                                               ; preds = %55
  %57 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 80
  %58 = load i64, ptr %57, align 8
  %59 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 88
  br label %93

60:                                               ; preds = %93
  %61 = getelementptr i64, ptr %arg.steps, i64 %94
  %62 = load i64, ptr %61, align 8
  store i64 %62, ptr %100, align 8
  %63 = load i64, ptr %59, align 8
  %64 = shl nsw i64 %96, 3
  %65 = ashr i64 %63, %64
  %66 = and i64 %65, 255
  %67 = add nuw nsw i64 %94, 1
  %68 = mul nsw i64 %66, %arg.n
  %69 = add nsw i64 %68, %95
  br label %70

70:                                               ; preds = %93, %60
  %71 = phi i64 [ %69, %60 ], [ %95, %93 ]
  %72 = phi i64 [ %67, %60 ], [ %94, %93 ]
  %73 = icmp eq i64 %12, %97
  br i1 %73, label %74, label %93

74:                                               ; preds = %70
  %75 = mul nsw i64 %71, %arg.count
  %76 = icmp sgt i64 %75, 16777215
  %77 = zext i1 %76 to i64
  br label %78

78:                                               ; preds = %55, %74
  %79 = phi i64 [ 0, %55 ], [ %77, %74 ]
  %80 = add nsw i64 %53, 63
  %81 = and i64 %80, -64
  br label %82

82:                                               ; preds = %115, %78
  %83 = phi i64 [ %119, %115 ], [ 0, %78 ]
  %84 = sub nsw i64 %arg.count, %83
  %85 = call i64 @llvm.smin.i64(i64 %84, i64 2048)
  br i1 %13, label %115, label %104

86:                                               ; preds = %115
  %87 = load i64, ptr %46, align 8
  %88 = inttoptr i64 %87 to ptr
  %89 = getelementptr inbounds nuw i8, ptr %88, i64 216
  %90 = load i64, ptr %89, align 8
  %91 = inttoptr i64 %90 to ptr
  %92 = call i64 %91(i64 %53)
  br label %121

93:                                               ; preds = %70, %56
  %94 = phi i64 [ %12, %56 ], [ %72, %70 ]
  %95 = phi i64 [ 0, %56 ], [ %71, %70 ]
  %96 = phi i64 [ 0, %56 ], [ %97, %70 ]
  %97 = add nuw nsw i64 %96, 1
  %98 = getelementptr i64, ptr %arg.steps, i64 %96
  %99 = load i64, ptr %98, align 8
  %100 = getelementptr i64, ptr %6, i64 %96
  store i64 %99, ptr %100, align 8
  %101 = shl nuw i64 1, %96
  %102 = and i64 %101, %58
  %103 = icmp eq i64 %102, 0
  br i1 %103, label %70, label %60

104:                                              ; preds = %82, %104
  %105 = phi i64 [ %106, %104 ], [ 0, %82 ]
  %106 = add nuw nsw i64 %105, 1
  %107 = getelementptr i64, ptr %arg.operands, i64 %105
  %108 = load i64, ptr %107, align 8
  %109 = getelementptr i64, ptr %arg.steps, i64 %105
  %110 = load i64, ptr %109, align 8
  %111 = mul nsw i64 %110, %83
  %112 = add nsw i64 %111, %108
  %113 = getelementptr i64, ptr %5, i64 %105
  store i64 %112, ptr %113, align 8
  %114 = icmp eq i64 %12, %106
  br i1 %114, label %115, label %104

115:                                              ; preds = %104, %82
  %116 = load i64, ptr %43, align 8
  %117 = inttoptr i64 %116 to ptr
  %118 = call i64 %117(ptr nonnull %5, ptr nonnull %6, i64 %85, i64 %arg.n, i64 %81, i64 %79)
  %119 = add nsw i64 %85, %83
  %120 = icmp slt i64 %119, %arg.count
  br i1 %120, label %82, label %86

121:                                              ; preds = %42, %86
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  call void @llvm.lifetime.end.p0(ptr nonnull %6)
  br label %1048

122:                                              ; preds = %26, %18, %0, %1044
  %123 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 120
  %124 = load i64, ptr %123, align 8
  %125 = icmp eq i64 %124, 0
  br i1 %125, label %132, label %126

126:                                              ; preds = %122
  %127 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 88
  %128 = load i64, ptr %127, align 8
  %129 = and i64 %128, 255
  %130 = mul nsw i64 %129, %arg.n
  %131 = icmp slt i64 %130, 1048577
  br i1 %131, label %132, label %140

132:                                              ; preds = %126, %122
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  %133 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 24
  %134 = load i64, ptr %133, align 8
  %135 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 32
  %136 = load i64, ptr %135, align 8
  %137 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 96
  %138 = load i64, ptr %137, align 8
  %139 = mul nsw i64 %138, %arg.n
  br label %157

140:                                              ; preds = %126
  %141 = inttoptr i64 %124 to ptr
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  %142 = getelementptr inbounds nuw i8, ptr %141, i64 24
  %143 = load i64, ptr %142, align 8
  %144 = getelementptr inbounds nuw i8, ptr %141, i64 32
  %145 = load i64, ptr %144, align 8
  %146 = getelementptr inbounds nuw i8, ptr %141, i64 96
  %147 = load i64, ptr %146, align 8
  %148 = mul nsw i64 %147, %arg.n
  %149 = icmp sgt i64 %148, 16777216
  br i1 %149, label %150, label %157

150:                                              ; preds = %140
  %151 = add nsw i64 %arg.n, -1
  %152 = ashr i64 %151, 10
  %153 = and i64 %152, -16384
  %154 = add nsw i64 %153, 16384
  %155 = tail call i64 @llvm.smin.i64(i64 %154, i64 %arg.n)
  %156 = mul nsw i64 %147, %155
  br label %157

157:                                              ; preds = %132, %150, %140
  %158 = phi i64 [ %148, %150 ], [ %148, %140 ], [ %139, %132 ]
  %159 = phi i64 [ %145, %150 ], [ %145, %140 ], [ %136, %132 ]
  %160 = phi i64 [ %143, %150 ], [ %143, %140 ], [ %134, %132 ]
  %161 = phi ptr [ %141, %150 ], [ %141, %140 ], [ %arg.loop, %132 ]
  %162 = phi i1 [ true, %150 ], [ true, %140 ], [ false, %132 ]
  %163 = phi i64 [ %156, %150 ], [ %148, %140 ], [ %139, %132 ]
  %164 = add nsw i64 %163, 63
  %165 = and i64 %164, -64
  %166 = icmp slt i64 %159, 1
  br i1 %166, label %167, label %171

167:                                              ; preds = %157
  %168 = mul nsw i64 %158, %arg.count
  %169 = icmp sgt i64 %168, 16777215
  %170 = zext i1 %169 to i64
  br label %227

171:                                              ; preds = %157
  %172 = getelementptr inbounds nuw i8, ptr %161, i64 80
  %173 = load i64, ptr %172, align 8
  %174 = getelementptr inbounds nuw i8, ptr %161, i64 88
  %175 = getelementptr i64, ptr %2, i64 %159
  %176 = icmp sgt i64 %arg.n, 1
  %177 = add nsw i64 %arg.n, -1
  %178 = lshr i64 %177, 10
  %179 = add nuw nsw i64 %178, 16384
  %180 = and i64 %179, 36028797018947584
  %181 = tail call i64 @llvm.umin.i64(i64 %180, i64 %arg.n)
  br label %981

182:                                              ; preds = %981
  %183 = load i64, ptr %174, align 8
  %184 = shl nsw i64 %987, 3
  %185 = ashr i64 %183, %184
  %186 = and i64 %185, 255
  %187 = mul nsw i64 %186, %arg.n
  %188 = add nsw i64 %187, %985
  %189 = getelementptr i64, ptr %arg.steps, i64 %982
  %190 = load i64, ptr %189, align 8
  %191 = add nuw nsw i64 %982, 1
  %192 = getelementptr i64, ptr %3, i64 %987
  store i64 %190, ptr %192, align 8
  %193 = getelementptr i64, ptr %175, i64 %987
  store i64 %186, ptr %193, align 8
  %194 = icmp ne i64 %190, %186
  %195 = select i1 %194, i1 %176, i1 false
  br i1 %195, label %196, label %212

196:                                              ; preds = %182
  %197 = or i64 %992, %984
  %198 = icmp eq i64 %190, 0
  %199 = and i1 %162, %198
  %200 = icmp slt i64 %987, %160
  %201 = select i1 %199, i1 %200, i1 false
  br i1 %201, label %202, label %205

202:                                              ; preds = %196
  %203 = or i64 %992, %983
  store i64 0, ptr %193, align 8
  %204 = mul nuw nsw i64 %186, %181
  br label %205

205:                                              ; preds = %202, %196
  %206 = phi i64 [ %204, %202 ], [ %187, %196 ]
  %207 = phi i64 [ %203, %202 ], [ %983, %196 ]
  %208 = add nuw nsw i64 %206, 63
  %209 = and i64 %208, -64
  %210 = add nuw nsw i64 %209, 64
  store i64 %210, ptr %991, align 8
  %211 = add nsw i64 %210, %986
  br label %212

212:                                              ; preds = %981, %205, %182
  %213 = phi i64 [ %211, %205 ], [ %986, %981 ], [ %986, %182 ]
  %214 = phi i64 [ %188, %205 ], [ %985, %981 ], [ %188, %182 ]
  %215 = phi i64 [ %197, %205 ], [ %984, %981 ], [ %984, %182 ]
  %216 = phi i64 [ %207, %205 ], [ %983, %981 ], [ %983, %182 ]
  %217 = phi i64 [ %191, %205 ], [ %982, %981 ], [ %191, %182 ]
  %218 = icmp eq i64 %159, %988
  br i1 %218, label %219, label %981

219:                                              ; preds = %212
  %220 = mul nsw i64 %214, %arg.count
  %221 = icmp sgt i64 %220, 16777215
  %222 = icmp eq i64 %215, 0
  %223 = and i1 %221, %222
  %224 = zext i1 %223 to i64
  br i1 %222, label %227, label %225

225:                                              ; preds = %219
  %226 = icmp eq i64 %arg.n, 0
  br i1 %226, label %995, label %998

227:                                              ; preds = %219, %167
  %228 = phi i64 [ %170, %167 ], [ %224, %219 ]
  %229 = phi i64 [ 0, %167 ], [ %216, %219 ]
  %230 = phi i64 [ %158, %167 ], [ %214, %219 ]
  %231 = phi i64 [ %165, %167 ], [ %213, %219 ]
  %232 = getelementptr inbounds nuw i8, ptr %161, i64 104
  %233 = load i64, ptr %232, align 8
  %234 = icmp eq i64 %233, 0
  br i1 %234, label %235, label %237

235:                                              ; preds = %227
  %236 = icmp eq i64 %230, 0
  br i1 %236, label %1008, label %1011

237:                                              ; preds = %1008, %995, %227
  %238 = phi i64 [ %224, %995 ], [ %228, %227 ], [ %228, %1008 ]
  %239 = phi i64 [ 2, %995 ], [ 1, %227 ], [ 1, %1008 ]
  %240 = phi i64 [ %216, %995 ], [ %229, %227 ], [ %229, %1008 ]
  %241 = phi i64 [ %215, %995 ], [ 0, %227 ], [ 0, %1008 ]
  %242 = phi i64 [ %213, %995 ], [ %231, %227 ], [ %231, %1008 ]
  %243 = phi i64 [ %997, %995 ], [ %arg.count, %227 ], [ %1010, %1008 ]
  %244 = ptrtoint ptr %4 to i64
  %245 = mul nsw i64 %243, %242
  %246 = icmp sgt i64 %245, 8192
  br i1 %246, label %247, label %257

247:                                              ; preds = %237
  %248 = getelementptr inbounds nuw i8, ptr %161, i64 8
  %249 = load i64, ptr %248, align 8
  %250 = inttoptr i64 %249 to ptr
  %251 = getelementptr inbounds nuw i8, ptr %250, i64 208
  %252 = load i64, ptr %251, align 8
  %253 = add nuw nsw i64 %245, 64
  %254 = inttoptr i64 %252 to ptr
  %255 = call i64 %254(i64 %253)
  %256 = icmp eq i64 %255, 0
  br i1 %256, label %1042, label %1021

257:                                              ; preds = %1021, %237
  %258 = phi i64 [ %1023, %1021 ], [ %244, %237 ]
  %259 = phi i64 [ %255, %1021 ], [ 0, %237 ]
  %260 = icmp sgt i64 %arg.count, 0
  br i1 %260, label %261, label %971

261:                                              ; preds = %257
  %262 = getelementptr inbounds nuw i8, ptr %161, i64 88
  %263 = add nsw i64 %arg.n, -1
  %264 = ashr i64 %263, 10
  %265 = and i64 %264, -16384
  %266 = add nsw i64 %265, 16384
  %267 = call i64 @llvm.smin.i64(i64 %266, i64 %arg.n)
  br label %268

268:                                              ; preds = %968, %261
  %269 = phi i64 [ %969, %968 ], [ 0, %261 ]
  %270 = sub nsw i64 %arg.count, %269
  %271 = call i64 @llvm.smin.i64(i64 %270, i64 %243)
  %272 = mul nsw i64 %271, %165
  %273 = add nsw i64 %272, %258
  %274 = icmp eq i64 %271, 16
  br label %1024

275:                                              ; preds = %1029
  %276 = icmp sge i64 %1031, %160
  %277 = zext i1 %276 to i64
  %278 = icmp eq i64 %1025, %277
  br i1 %278, label %279, label %950

279:                                              ; preds = %275
  %280 = load i64, ptr %262, align 8
  %281 = shl nsw i64 %1031, 3
  %282 = ashr i64 %280, %281
  %283 = and i64 %282, 255
  %284 = getelementptr i64, ptr %2, i64 %1031
  %285 = load i64, ptr %284, align 8
  %286 = getelementptr i64, ptr %3, i64 %1031
  %287 = load i64, ptr %286, align 8
  br i1 %1028, label %289, label %288

288:                                              ; preds = %279
  br label %289

289:                                              ; preds = %288, %279
  %290 = phi i64 [ %287, %288 ], [ %283, %279 ]
  %291 = phi i64 [ %1036, %288 ], [ %285, %279 ]
  %292 = phi i64 [ %1038, %288 ], [ %1030, %279 ]
  %293 = phi i64 [ %283, %288 ], [ %287, %279 ]
  %294 = phi i64 [ %285, %288 ], [ %1036, %279 ]
  %295 = phi i64 [ %1030, %288 ], [ %1038, %279 ]
  %296 = and i64 %1039, %240
  %297 = icmp eq i64 %296, 0
  %298 = select i1 %297, i64 %arg.n, i64 %267
  %299 = icmp eq i64 %294, %283
  %300 = icmp samesign ugt i64 %283, 1
  %301 = select i1 %274, i1 %300, i1 false
  %302 = icmp eq i64 %291, %283
  %303 = select i1 %299, i1 true, i1 %302
  %304 = select i1 %301, i1 %303, i1 false
  br i1 %304, label %305, label %346

305:                                              ; preds = %289
  %306 = and i64 %298, -16
  %307 = select i1 %299, i64 %291, i64 %290
  %308 = select i1 %299, i64 %293, i64 %294
  %309 = icmp sgt i64 %298, 15
  br i1 %309, label %310, label %346

310:                                              ; preds = %305
  %311 = trunc i64 %282 to i8
  %312 = shl i64 %308, 1
  %313 = mul i64 %308, 3
  %314 = shl i64 %308, 2
  %315 = mul i64 %308, 5
  %316 = mul i64 %308, 6
  %317 = mul i64 %308, 7
  %318 = shl i64 %308, 3
  %319 = mul i64 %308, 9
  %320 = mul i64 %308, 10
  %321 = mul i64 %308, 11
  %322 = mul i64 %308, 12
  %323 = mul i64 %308, 13
  %324 = mul i64 %308, 14
  %325 = mul i64 %308, 15
  %326 = shl i64 %307, 1
  %327 = mul i64 %307, 3
  %328 = shl i64 %307, 2
  %329 = mul i64 %307, 5
  %330 = mul i64 %307, 6
  %331 = mul i64 %307, 7
  %332 = shl i64 %307, 3
  %333 = mul i64 %307, 9
  %334 = mul i64 %307, 10
  %335 = mul i64 %307, 11
  %336 = mul i64 %307, 12
  %337 = mul i64 %307, 13
  %338 = mul i64 %307, 14
  %339 = mul i64 %307, 15
  br label %340

340:                                              ; preds = %811, %310
  %341 = phi i64 [ %812, %811 ], [ 0, %310 ]
  %342 = mul nsw i64 %341, %290
  %343 = add nsw i64 %342, %292
  %344 = mul nsw i64 %341, %293
  %345 = add nsw i64 %344, %295
  switch i8 %311, label %811 [
    i8 2, label %382
    i8 4, label %525
    i8 8, label %668
  ]

346:                                              ; preds = %811, %305, %289
  %347 = phi i64 [ 0, %289 ], [ %306, %305 ], [ %306, %811 ]
  %348 = mul nsw i64 %347, %290
  %349 = add nsw i64 %348, %292
  %350 = mul nsw i64 %347, %293
  %351 = add nsw i64 %350, %295
  %352 = sub nsw i64 %298, %347
  %353 = icmp slt i64 %352, %271
  br i1 %353, label %354, label %355

354:                                              ; preds = %346
  br label %355

355:                                              ; preds = %354, %346
  %356 = phi i64 [ %290, %354 ], [ %291, %346 ]
  %357 = phi i64 [ %291, %354 ], [ %290, %346 ]
  %358 = phi i64 [ %293, %354 ], [ %294, %346 ]
  %359 = phi i64 [ %294, %354 ], [ %293, %346 ]
  %360 = phi i64 [ %352, %354 ], [ %271, %346 ]
  %361 = phi i64 [ %271, %354 ], [ %352, %346 ]
  %362 = icmp slt i64 %360, 1
  br i1 %362, label %950, label %363

363:                                              ; preds = %355
  %364 = call range(i64 0, 9) i64 @llvm.ctpop.i64(i64 range(i64 0, 256) %283)
  %365 = icmp eq i64 %364, 1
  %366 = call range(i64 0, 65) i64 @llvm.cttz.i64(i64 range(i64 0, 256) %283, i1 true)
  %367 = and i64 %361, -4
  %368 = icmp sgt i64 %361, 3
  %369 = icmp eq i64 %367, %361
  %370 = trunc i64 %282 to i8
  %371 = icmp eq i64 %283, 8
  br label %814

372:                                              ; preds = %814
  switch i64 %366, label %918 [
    i64 0, label %819
    i64 1, label %373
    i64 2, label %376
    i64 3, label %379
  ]

373:                                              ; preds = %372
  %374 = inttoptr i64 %816 to ptr
  %375 = inttoptr i64 %815 to ptr
  br label %851

376:                                              ; preds = %372
  %377 = inttoptr i64 %816 to ptr
  %378 = inttoptr i64 %815 to ptr
  br label %883

379:                                              ; preds = %372
  %380 = inttoptr i64 %816 to ptr
  %381 = inttoptr i64 %815 to ptr
  br label %915

382:                                              ; preds = %340
  %383 = inttoptr i64 %345 to ptr
  %384 = load <16 x i16>, ptr %383, align 2
  %385 = add i64 %345, %308
  %386 = inttoptr i64 %385 to ptr
  %387 = load <16 x i16>, ptr %386, align 2
  %388 = add i64 %345, %312
  %389 = inttoptr i64 %388 to ptr
  %390 = load <16 x i16>, ptr %389, align 2
  %391 = add i64 %345, %313
  %392 = inttoptr i64 %391 to ptr
  %393 = load <16 x i16>, ptr %392, align 2
  %394 = add i64 %345, %314
  %395 = inttoptr i64 %394 to ptr
  %396 = load <16 x i16>, ptr %395, align 2
  %397 = add i64 %345, %315
  %398 = inttoptr i64 %397 to ptr
  %399 = load <16 x i16>, ptr %398, align 2
  %400 = add i64 %345, %316
  %401 = inttoptr i64 %400 to ptr
  %402 = load <16 x i16>, ptr %401, align 2
  %403 = add i64 %345, %317
  %404 = inttoptr i64 %403 to ptr
  %405 = load <16 x i16>, ptr %404, align 2
  %406 = add i64 %345, %318
  %407 = inttoptr i64 %406 to ptr
  %408 = load <16 x i16>, ptr %407, align 2
  %409 = add i64 %345, %319
  %410 = inttoptr i64 %409 to ptr
  %411 = load <16 x i16>, ptr %410, align 2
  %412 = add i64 %345, %320
  %413 = inttoptr i64 %412 to ptr
  %414 = load <16 x i16>, ptr %413, align 2
  %415 = add i64 %345, %321
  %416 = inttoptr i64 %415 to ptr
  %417 = load <16 x i16>, ptr %416, align 2
  %418 = add i64 %345, %322
  %419 = inttoptr i64 %418 to ptr
  %420 = load <16 x i16>, ptr %419, align 2
  %421 = add i64 %345, %323
  %422 = inttoptr i64 %421 to ptr
  %423 = load <16 x i16>, ptr %422, align 2
  %424 = add i64 %345, %324
  %425 = inttoptr i64 %424 to ptr
  %426 = load <16 x i16>, ptr %425, align 2
  %427 = add i64 %345, %325
  %428 = inttoptr i64 %427 to ptr
  %429 = load <16 x i16>, ptr %428, align 2
  %430 = shufflevector <16 x i16> %384, <16 x i16> %408, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %431 = shufflevector <16 x i16> %384, <16 x i16> %408, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %432 = shufflevector <16 x i16> %387, <16 x i16> %411, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %433 = shufflevector <16 x i16> %387, <16 x i16> %411, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %434 = shufflevector <16 x i16> %390, <16 x i16> %414, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %435 = shufflevector <16 x i16> %390, <16 x i16> %414, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %436 = shufflevector <16 x i16> %393, <16 x i16> %417, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %437 = shufflevector <16 x i16> %393, <16 x i16> %417, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %438 = shufflevector <16 x i16> %396, <16 x i16> %420, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %439 = shufflevector <16 x i16> %396, <16 x i16> %420, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %440 = shufflevector <16 x i16> %399, <16 x i16> %423, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %441 = shufflevector <16 x i16> %399, <16 x i16> %423, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %442 = shufflevector <16 x i16> %402, <16 x i16> %426, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %443 = shufflevector <16 x i16> %402, <16 x i16> %426, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %444 = shufflevector <16 x i16> %405, <16 x i16> %429, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %445 = shufflevector <16 x i16> %405, <16 x i16> %429, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %446 = shufflevector <16 x i16> %430, <16 x i16> %438, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %447 = shufflevector <16 x i16> %430, <16 x i16> %438, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %448 = shufflevector <16 x i16> %432, <16 x i16> %440, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %449 = shufflevector <16 x i16> %432, <16 x i16> %440, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %450 = shufflevector <16 x i16> %434, <16 x i16> %442, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %451 = shufflevector <16 x i16> %434, <16 x i16> %442, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %452 = shufflevector <16 x i16> %436, <16 x i16> %444, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %453 = shufflevector <16 x i16> %436, <16 x i16> %444, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %454 = shufflevector <16 x i16> %431, <16 x i16> %439, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %455 = shufflevector <16 x i16> %431, <16 x i16> %439, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %456 = shufflevector <16 x i16> %433, <16 x i16> %441, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %457 = shufflevector <16 x i16> %433, <16 x i16> %441, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %458 = shufflevector <16 x i16> %435, <16 x i16> %443, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %459 = shufflevector <16 x i16> %435, <16 x i16> %443, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %460 = shufflevector <16 x i16> %437, <16 x i16> %445, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %461 = shufflevector <16 x i16> %437, <16 x i16> %445, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %462 = shufflevector <16 x i16> %446, <16 x i16> %450, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %463 = shufflevector <16 x i16> %446, <16 x i16> %450, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %464 = shufflevector <16 x i16> %448, <16 x i16> %452, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %465 = shufflevector <16 x i16> %448, <16 x i16> %452, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %466 = shufflevector <16 x i16> %447, <16 x i16> %451, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %467 = shufflevector <16 x i16> %447, <16 x i16> %451, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %468 = shufflevector <16 x i16> %449, <16 x i16> %453, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %469 = shufflevector <16 x i16> %449, <16 x i16> %453, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %470 = shufflevector <16 x i16> %454, <16 x i16> %458, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %471 = shufflevector <16 x i16> %454, <16 x i16> %458, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %472 = shufflevector <16 x i16> %456, <16 x i16> %460, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %473 = shufflevector <16 x i16> %456, <16 x i16> %460, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %474 = shufflevector <16 x i16> %455, <16 x i16> %459, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %475 = shufflevector <16 x i16> %455, <16 x i16> %459, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %476 = shufflevector <16 x i16> %457, <16 x i16> %461, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %477 = shufflevector <16 x i16> %457, <16 x i16> %461, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %478 = shufflevector <16 x i16> %462, <16 x i16> %464, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %479 = shufflevector <16 x i16> %462, <16 x i16> %464, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %480 = shufflevector <16 x i16> %463, <16 x i16> %465, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %481 = shufflevector <16 x i16> %463, <16 x i16> %465, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %482 = shufflevector <16 x i16> %466, <16 x i16> %468, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %483 = shufflevector <16 x i16> %466, <16 x i16> %468, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %484 = shufflevector <16 x i16> %467, <16 x i16> %469, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %485 = shufflevector <16 x i16> %467, <16 x i16> %469, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %486 = shufflevector <16 x i16> %470, <16 x i16> %472, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %487 = shufflevector <16 x i16> %470, <16 x i16> %472, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %488 = shufflevector <16 x i16> %471, <16 x i16> %473, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %489 = shufflevector <16 x i16> %471, <16 x i16> %473, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %490 = shufflevector <16 x i16> %474, <16 x i16> %476, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %491 = shufflevector <16 x i16> %474, <16 x i16> %476, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %492 = shufflevector <16 x i16> %475, <16 x i16> %477, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %493 = shufflevector <16 x i16> %475, <16 x i16> %477, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %494 = inttoptr i64 %343 to ptr
  store <16 x i16> %478, ptr %494, align 2
  %495 = add i64 %343, %307
  %496 = inttoptr i64 %495 to ptr
  store <16 x i16> %479, ptr %496, align 2
  %497 = add i64 %343, %326
  %498 = inttoptr i64 %497 to ptr
  store <16 x i16> %480, ptr %498, align 2
  %499 = add i64 %343, %327
  %500 = inttoptr i64 %499 to ptr
  store <16 x i16> %481, ptr %500, align 2
  %501 = add i64 %343, %328
  %502 = inttoptr i64 %501 to ptr
  store <16 x i16> %482, ptr %502, align 2
  %503 = add i64 %343, %329
  %504 = inttoptr i64 %503 to ptr
  store <16 x i16> %483, ptr %504, align 2
  %505 = add i64 %343, %330
  %506 = inttoptr i64 %505 to ptr
  store <16 x i16> %484, ptr %506, align 2
  %507 = add i64 %343, %331
  %508 = inttoptr i64 %507 to ptr
  store <16 x i16> %485, ptr %508, align 2
  %509 = add i64 %343, %332
  %510 = inttoptr i64 %509 to ptr
  store <16 x i16> %486, ptr %510, align 2
  %511 = add i64 %343, %333
  %512 = inttoptr i64 %511 to ptr
  store <16 x i16> %487, ptr %512, align 2
  %513 = add i64 %343, %334
  %514 = inttoptr i64 %513 to ptr
  store <16 x i16> %488, ptr %514, align 2
  %515 = add i64 %343, %335
  %516 = inttoptr i64 %515 to ptr
  store <16 x i16> %489, ptr %516, align 2
  %517 = add i64 %343, %336
  %518 = inttoptr i64 %517 to ptr
  store <16 x i16> %490, ptr %518, align 2
  %519 = add i64 %343, %337
  %520 = inttoptr i64 %519 to ptr
  store <16 x i16> %491, ptr %520, align 2
  %521 = add i64 %343, %338
  %522 = inttoptr i64 %521 to ptr
  store <16 x i16> %492, ptr %522, align 2
  %523 = add i64 %343, %339
  %524 = inttoptr i64 %523 to ptr
  store <16 x i16> %493, ptr %524, align 2
  br label %811

525:                                              ; preds = %340
  %526 = inttoptr i64 %345 to ptr
  %527 = load <16 x i32>, ptr %526, align 4
  %528 = add i64 %345, %308
  %529 = inttoptr i64 %528 to ptr
  %530 = load <16 x i32>, ptr %529, align 4
  %531 = add i64 %345, %312
  %532 = inttoptr i64 %531 to ptr
  %533 = load <16 x i32>, ptr %532, align 4
  %534 = add i64 %345, %313
  %535 = inttoptr i64 %534 to ptr
  %536 = load <16 x i32>, ptr %535, align 4
  %537 = add i64 %345, %314
  %538 = inttoptr i64 %537 to ptr
  %539 = load <16 x i32>, ptr %538, align 4
  %540 = add i64 %345, %315
  %541 = inttoptr i64 %540 to ptr
  %542 = load <16 x i32>, ptr %541, align 4
  %543 = add i64 %345, %316
  %544 = inttoptr i64 %543 to ptr
  %545 = load <16 x i32>, ptr %544, align 4
  %546 = add i64 %345, %317
  %547 = inttoptr i64 %546 to ptr
  %548 = load <16 x i32>, ptr %547, align 4
  %549 = add i64 %345, %318
  %550 = inttoptr i64 %549 to ptr
  %551 = load <16 x i32>, ptr %550, align 4
  %552 = add i64 %345, %319
  %553 = inttoptr i64 %552 to ptr
  %554 = load <16 x i32>, ptr %553, align 4
  %555 = add i64 %345, %320
  %556 = inttoptr i64 %555 to ptr
  %557 = load <16 x i32>, ptr %556, align 4
  %558 = add i64 %345, %321
  %559 = inttoptr i64 %558 to ptr
  %560 = load <16 x i32>, ptr %559, align 4
  %561 = add i64 %345, %322
  %562 = inttoptr i64 %561 to ptr
  %563 = load <16 x i32>, ptr %562, align 4
  %564 = add i64 %345, %323
  %565 = inttoptr i64 %564 to ptr
  %566 = load <16 x i32>, ptr %565, align 4
  %567 = add i64 %345, %324
  %568 = inttoptr i64 %567 to ptr
  %569 = load <16 x i32>, ptr %568, align 4
  %570 = add i64 %345, %325
  %571 = inttoptr i64 %570 to ptr
  %572 = load <16 x i32>, ptr %571, align 4
  %573 = shufflevector <16 x i32> %527, <16 x i32> %551, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %574 = shufflevector <16 x i32> %527, <16 x i32> %551, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %575 = shufflevector <16 x i32> %530, <16 x i32> %554, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %576 = shufflevector <16 x i32> %530, <16 x i32> %554, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %577 = shufflevector <16 x i32> %533, <16 x i32> %557, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %578 = shufflevector <16 x i32> %533, <16 x i32> %557, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %579 = shufflevector <16 x i32> %536, <16 x i32> %560, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %580 = shufflevector <16 x i32> %536, <16 x i32> %560, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %581 = shufflevector <16 x i32> %539, <16 x i32> %563, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %582 = shufflevector <16 x i32> %539, <16 x i32> %563, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %583 = shufflevector <16 x i32> %542, <16 x i32> %566, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %584 = shufflevector <16 x i32> %542, <16 x i32> %566, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %585 = shufflevector <16 x i32> %545, <16 x i32> %569, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %586 = shufflevector <16 x i32> %545, <16 x i32> %569, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %587 = shufflevector <16 x i32> %548, <16 x i32> %572, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %588 = shufflevector <16 x i32> %548, <16 x i32> %572, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %589 = shufflevector <16 x i32> %573, <16 x i32> %581, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %590 = shufflevector <16 x i32> %573, <16 x i32> %581, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %591 = shufflevector <16 x i32> %575, <16 x i32> %583, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %592 = shufflevector <16 x i32> %575, <16 x i32> %583, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %593 = shufflevector <16 x i32> %577, <16 x i32> %585, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %594 = shufflevector <16 x i32> %577, <16 x i32> %585, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %595 = shufflevector <16 x i32> %579, <16 x i32> %587, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %596 = shufflevector <16 x i32> %579, <16 x i32> %587, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %597 = shufflevector <16 x i32> %574, <16 x i32> %582, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %598 = shufflevector <16 x i32> %574, <16 x i32> %582, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %599 = shufflevector <16 x i32> %576, <16 x i32> %584, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %600 = shufflevector <16 x i32> %576, <16 x i32> %584, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %601 = shufflevector <16 x i32> %578, <16 x i32> %586, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %602 = shufflevector <16 x i32> %578, <16 x i32> %586, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %603 = shufflevector <16 x i32> %580, <16 x i32> %588, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %604 = shufflevector <16 x i32> %580, <16 x i32> %588, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %605 = shufflevector <16 x i32> %589, <16 x i32> %593, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %606 = shufflevector <16 x i32> %589, <16 x i32> %593, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %607 = shufflevector <16 x i32> %591, <16 x i32> %595, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %608 = shufflevector <16 x i32> %591, <16 x i32> %595, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %609 = shufflevector <16 x i32> %590, <16 x i32> %594, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %610 = shufflevector <16 x i32> %590, <16 x i32> %594, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %611 = shufflevector <16 x i32> %592, <16 x i32> %596, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %612 = shufflevector <16 x i32> %592, <16 x i32> %596, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %613 = shufflevector <16 x i32> %597, <16 x i32> %601, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %614 = shufflevector <16 x i32> %597, <16 x i32> %601, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %615 = shufflevector <16 x i32> %599, <16 x i32> %603, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %616 = shufflevector <16 x i32> %599, <16 x i32> %603, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %617 = shufflevector <16 x i32> %598, <16 x i32> %602, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %618 = shufflevector <16 x i32> %598, <16 x i32> %602, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %619 = shufflevector <16 x i32> %600, <16 x i32> %604, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %620 = shufflevector <16 x i32> %600, <16 x i32> %604, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %621 = shufflevector <16 x i32> %605, <16 x i32> %607, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %622 = shufflevector <16 x i32> %605, <16 x i32> %607, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %623 = shufflevector <16 x i32> %606, <16 x i32> %608, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %624 = shufflevector <16 x i32> %606, <16 x i32> %608, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %625 = shufflevector <16 x i32> %609, <16 x i32> %611, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %626 = shufflevector <16 x i32> %609, <16 x i32> %611, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %627 = shufflevector <16 x i32> %610, <16 x i32> %612, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %628 = shufflevector <16 x i32> %610, <16 x i32> %612, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %629 = shufflevector <16 x i32> %613, <16 x i32> %615, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %630 = shufflevector <16 x i32> %613, <16 x i32> %615, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %631 = shufflevector <16 x i32> %614, <16 x i32> %616, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %632 = shufflevector <16 x i32> %614, <16 x i32> %616, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %633 = shufflevector <16 x i32> %617, <16 x i32> %619, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %634 = shufflevector <16 x i32> %617, <16 x i32> %619, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %635 = shufflevector <16 x i32> %618, <16 x i32> %620, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %636 = shufflevector <16 x i32> %618, <16 x i32> %620, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %637 = inttoptr i64 %343 to ptr
  store <16 x i32> %621, ptr %637, align 4
  %638 = add i64 %343, %307
  %639 = inttoptr i64 %638 to ptr
  store <16 x i32> %622, ptr %639, align 4
  %640 = add i64 %343, %326
  %641 = inttoptr i64 %640 to ptr
  store <16 x i32> %623, ptr %641, align 4
  %642 = add i64 %343, %327
  %643 = inttoptr i64 %642 to ptr
  store <16 x i32> %624, ptr %643, align 4
  %644 = add i64 %343, %328
  %645 = inttoptr i64 %644 to ptr
  store <16 x i32> %625, ptr %645, align 4
  %646 = add i64 %343, %329
  %647 = inttoptr i64 %646 to ptr
  store <16 x i32> %626, ptr %647, align 4
  %648 = add i64 %343, %330
  %649 = inttoptr i64 %648 to ptr
  store <16 x i32> %627, ptr %649, align 4
  %650 = add i64 %343, %331
  %651 = inttoptr i64 %650 to ptr
  store <16 x i32> %628, ptr %651, align 4
  %652 = add i64 %343, %332
  %653 = inttoptr i64 %652 to ptr
  store <16 x i32> %629, ptr %653, align 4
  %654 = add i64 %343, %333
  %655 = inttoptr i64 %654 to ptr
  store <16 x i32> %630, ptr %655, align 4
  %656 = add i64 %343, %334
  %657 = inttoptr i64 %656 to ptr
  store <16 x i32> %631, ptr %657, align 4
  %658 = add i64 %343, %335
  %659 = inttoptr i64 %658 to ptr
  store <16 x i32> %632, ptr %659, align 4
  %660 = add i64 %343, %336
  %661 = inttoptr i64 %660 to ptr
  store <16 x i32> %633, ptr %661, align 4
  %662 = add i64 %343, %337
  %663 = inttoptr i64 %662 to ptr
  store <16 x i32> %634, ptr %663, align 4
  %664 = add i64 %343, %338
  %665 = inttoptr i64 %664 to ptr
  store <16 x i32> %635, ptr %665, align 4
  %666 = add i64 %343, %339
  %667 = inttoptr i64 %666 to ptr
  store <16 x i32> %636, ptr %667, align 4
  br label %811

668:                                              ; preds = %340
  %669 = inttoptr i64 %345 to ptr
  %670 = load <16 x i64>, ptr %669, align 8
  %671 = add i64 %345, %308
  %672 = inttoptr i64 %671 to ptr
  %673 = load <16 x i64>, ptr %672, align 8
  %674 = add i64 %345, %312
  %675 = inttoptr i64 %674 to ptr
  %676 = load <16 x i64>, ptr %675, align 8
  %677 = add i64 %345, %313
  %678 = inttoptr i64 %677 to ptr
  %679 = load <16 x i64>, ptr %678, align 8
  %680 = add i64 %345, %314
  %681 = inttoptr i64 %680 to ptr
  %682 = load <16 x i64>, ptr %681, align 8
  %683 = add i64 %345, %315
  %684 = inttoptr i64 %683 to ptr
  %685 = load <16 x i64>, ptr %684, align 8
  %686 = add i64 %345, %316
  %687 = inttoptr i64 %686 to ptr
  %688 = load <16 x i64>, ptr %687, align 8
  %689 = add i64 %345, %317
  %690 = inttoptr i64 %689 to ptr
  %691 = load <16 x i64>, ptr %690, align 8
  %692 = add i64 %345, %318
  %693 = inttoptr i64 %692 to ptr
  %694 = load <16 x i64>, ptr %693, align 8
  %695 = add i64 %345, %319
  %696 = inttoptr i64 %695 to ptr
  %697 = load <16 x i64>, ptr %696, align 8
  %698 = add i64 %345, %320
  %699 = inttoptr i64 %698 to ptr
  %700 = load <16 x i64>, ptr %699, align 8
  %701 = add i64 %345, %321
  %702 = inttoptr i64 %701 to ptr
  %703 = load <16 x i64>, ptr %702, align 8
  %704 = add i64 %345, %322
  %705 = inttoptr i64 %704 to ptr
  %706 = load <16 x i64>, ptr %705, align 8
  %707 = add i64 %345, %323
  %708 = inttoptr i64 %707 to ptr
  %709 = load <16 x i64>, ptr %708, align 8
  %710 = add i64 %345, %324
  %711 = inttoptr i64 %710 to ptr
  %712 = load <16 x i64>, ptr %711, align 8
  %713 = add i64 %345, %325
  %714 = inttoptr i64 %713 to ptr
  %715 = load <16 x i64>, ptr %714, align 8
  %716 = shufflevector <16 x i64> %670, <16 x i64> %694, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %717 = shufflevector <16 x i64> %670, <16 x i64> %694, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %718 = shufflevector <16 x i64> %673, <16 x i64> %697, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %719 = shufflevector <16 x i64> %673, <16 x i64> %697, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %720 = shufflevector <16 x i64> %676, <16 x i64> %700, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %721 = shufflevector <16 x i64> %676, <16 x i64> %700, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %722 = shufflevector <16 x i64> %679, <16 x i64> %703, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %723 = shufflevector <16 x i64> %679, <16 x i64> %703, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %724 = shufflevector <16 x i64> %682, <16 x i64> %706, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %725 = shufflevector <16 x i64> %682, <16 x i64> %706, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %726 = shufflevector <16 x i64> %685, <16 x i64> %709, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %727 = shufflevector <16 x i64> %685, <16 x i64> %709, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %728 = shufflevector <16 x i64> %688, <16 x i64> %712, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %729 = shufflevector <16 x i64> %688, <16 x i64> %712, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %730 = shufflevector <16 x i64> %691, <16 x i64> %715, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23>
  %731 = shufflevector <16 x i64> %691, <16 x i64> %715, <16 x i32> <i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
  %732 = shufflevector <16 x i64> %716, <16 x i64> %724, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %733 = shufflevector <16 x i64> %716, <16 x i64> %724, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %734 = shufflevector <16 x i64> %718, <16 x i64> %726, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %735 = shufflevector <16 x i64> %718, <16 x i64> %726, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %736 = shufflevector <16 x i64> %720, <16 x i64> %728, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %737 = shufflevector <16 x i64> %720, <16 x i64> %728, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %738 = shufflevector <16 x i64> %722, <16 x i64> %730, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %739 = shufflevector <16 x i64> %722, <16 x i64> %730, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %740 = shufflevector <16 x i64> %717, <16 x i64> %725, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %741 = shufflevector <16 x i64> %717, <16 x i64> %725, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %742 = shufflevector <16 x i64> %719, <16 x i64> %727, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %743 = shufflevector <16 x i64> %719, <16 x i64> %727, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %744 = shufflevector <16 x i64> %721, <16 x i64> %729, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %745 = shufflevector <16 x i64> %721, <16 x i64> %729, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %746 = shufflevector <16 x i64> %723, <16 x i64> %731, <16 x i32> <i32 0, i32 1, i32 2, i32 3, i32 16, i32 17, i32 18, i32 19, i32 8, i32 9, i32 10, i32 11, i32 24, i32 25, i32 26, i32 27>
  %747 = shufflevector <16 x i64> %723, <16 x i64> %731, <16 x i32> <i32 4, i32 5, i32 6, i32 7, i32 20, i32 21, i32 22, i32 23, i32 12, i32 13, i32 14, i32 15, i32 28, i32 29, i32 30, i32 31>
  %748 = shufflevector <16 x i64> %732, <16 x i64> %736, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %749 = shufflevector <16 x i64> %732, <16 x i64> %736, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %750 = shufflevector <16 x i64> %734, <16 x i64> %738, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %751 = shufflevector <16 x i64> %734, <16 x i64> %738, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %752 = shufflevector <16 x i64> %733, <16 x i64> %737, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %753 = shufflevector <16 x i64> %733, <16 x i64> %737, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %754 = shufflevector <16 x i64> %735, <16 x i64> %739, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %755 = shufflevector <16 x i64> %735, <16 x i64> %739, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %756 = shufflevector <16 x i64> %740, <16 x i64> %744, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %757 = shufflevector <16 x i64> %740, <16 x i64> %744, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %758 = shufflevector <16 x i64> %742, <16 x i64> %746, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %759 = shufflevector <16 x i64> %742, <16 x i64> %746, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %760 = shufflevector <16 x i64> %741, <16 x i64> %745, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %761 = shufflevector <16 x i64> %741, <16 x i64> %745, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %762 = shufflevector <16 x i64> %743, <16 x i64> %747, <16 x i32> <i32 0, i32 1, i32 16, i32 17, i32 4, i32 5, i32 20, i32 21, i32 8, i32 9, i32 24, i32 25, i32 12, i32 13, i32 28, i32 29>
  %763 = shufflevector <16 x i64> %743, <16 x i64> %747, <16 x i32> <i32 2, i32 3, i32 18, i32 19, i32 6, i32 7, i32 22, i32 23, i32 10, i32 11, i32 26, i32 27, i32 14, i32 15, i32 30, i32 31>
  %764 = shufflevector <16 x i64> %748, <16 x i64> %750, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %765 = shufflevector <16 x i64> %748, <16 x i64> %750, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %766 = shufflevector <16 x i64> %749, <16 x i64> %751, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %767 = shufflevector <16 x i64> %749, <16 x i64> %751, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %768 = shufflevector <16 x i64> %752, <16 x i64> %754, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %769 = shufflevector <16 x i64> %752, <16 x i64> %754, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %770 = shufflevector <16 x i64> %753, <16 x i64> %755, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %771 = shufflevector <16 x i64> %753, <16 x i64> %755, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %772 = shufflevector <16 x i64> %756, <16 x i64> %758, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %773 = shufflevector <16 x i64> %756, <16 x i64> %758, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %774 = shufflevector <16 x i64> %757, <16 x i64> %759, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %775 = shufflevector <16 x i64> %757, <16 x i64> %759, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %776 = shufflevector <16 x i64> %760, <16 x i64> %762, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %777 = shufflevector <16 x i64> %760, <16 x i64> %762, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %778 = shufflevector <16 x i64> %761, <16 x i64> %763, <16 x i32> <i32 0, i32 16, i32 2, i32 18, i32 4, i32 20, i32 6, i32 22, i32 8, i32 24, i32 10, i32 26, i32 12, i32 28, i32 14, i32 30>
  %779 = shufflevector <16 x i64> %761, <16 x i64> %763, <16 x i32> <i32 1, i32 17, i32 3, i32 19, i32 5, i32 21, i32 7, i32 23, i32 9, i32 25, i32 11, i32 27, i32 13, i32 29, i32 15, i32 31>
  %780 = inttoptr i64 %343 to ptr
  store <16 x i64> %764, ptr %780, align 8
  %781 = add i64 %343, %307
  %782 = inttoptr i64 %781 to ptr
  store <16 x i64> %765, ptr %782, align 8
  %783 = add i64 %343, %326
  %784 = inttoptr i64 %783 to ptr
  store <16 x i64> %766, ptr %784, align 8
  %785 = add i64 %343, %327
  %786 = inttoptr i64 %785 to ptr
  store <16 x i64> %767, ptr %786, align 8
  %787 = add i64 %343, %328
  %788 = inttoptr i64 %787 to ptr
  store <16 x i64> %768, ptr %788, align 8
  %789 = add i64 %343, %329
  %790 = inttoptr i64 %789 to ptr
  store <16 x i64> %769, ptr %790, align 8
  %791 = add i64 %343, %330
  %792 = inttoptr i64 %791 to ptr
  store <16 x i64> %770, ptr %792, align 8
  %793 = add i64 %343, %331
  %794 = inttoptr i64 %793 to ptr
  store <16 x i64> %771, ptr %794, align 8
  %795 = add i64 %343, %332
  %796 = inttoptr i64 %795 to ptr
  store <16 x i64> %772, ptr %796, align 8
  %797 = add i64 %343, %333
  %798 = inttoptr i64 %797 to ptr
  store <16 x i64> %773, ptr %798, align 8
  %799 = add i64 %343, %334
  %800 = inttoptr i64 %799 to ptr
  store <16 x i64> %774, ptr %800, align 8
  %801 = add i64 %343, %335
  %802 = inttoptr i64 %801 to ptr
  store <16 x i64> %775, ptr %802, align 8
  %803 = add i64 %343, %336
  %804 = inttoptr i64 %803 to ptr
  store <16 x i64> %776, ptr %804, align 8
  %805 = add i64 %343, %337
  %806 = inttoptr i64 %805 to ptr
  store <16 x i64> %777, ptr %806, align 8
  %807 = add i64 %343, %338
  %808 = inttoptr i64 %807 to ptr
  store <16 x i64> %778, ptr %808, align 8
  %809 = add i64 %343, %339
  %810 = inttoptr i64 %809 to ptr
  store <16 x i64> %779, ptr %810, align 8
  br label %811

811:                                              ; preds = %668, %525, %382, %340
  %812 = add nuw nsw i64 %341, 16
  %813 = icmp slt i64 %812, %306
  br i1 %813, label %340, label %346

814:                                              ; preds = %918, %363
  %815 = phi i64 [ %349, %363 ], [ %919, %918 ]
  %816 = phi i64 [ %351, %363 ], [ %920, %918 ]
  %817 = phi i64 [ %360, %363 ], [ %818, %918 ]
  %818 = add nsw i64 %817, -1
  br i1 %365, label %372, label %918

819:                                              ; preds = %372
  %820 = inttoptr i64 %816 to ptr
  %821 = inttoptr i64 %815 to ptr
  br i1 %368, label %823, label %822

822:                                              ; preds = %823, %819
  br i1 %369, label %850, label %841

823:                                              ; preds = %819, %823
  %824 = phi i64 [ %839, %823 ], [ 0, %819 ]
  %825 = mul i64 %824, %359
  %826 = getelementptr i8, ptr %820, i64 %825
  %827 = mul i64 %824, %357
  %828 = getelementptr i8, ptr %821, i64 %827
  %829 = load i8, ptr %826, align 1
  store i8 %829, ptr %828, align 1
  %830 = getelementptr i8, ptr %826, i64 %359
  %831 = getelementptr i8, ptr %828, i64 %357
  %832 = load i8, ptr %830, align 1
  store i8 %832, ptr %831, align 1
  %833 = getelementptr i8, ptr %830, i64 %359
  %834 = getelementptr i8, ptr %831, i64 %357
  %835 = load i8, ptr %833, align 1
  store i8 %835, ptr %834, align 1
  %836 = getelementptr i8, ptr %833, i64 %359
  %837 = getelementptr i8, ptr %834, i64 %357
  %838 = load i8, ptr %836, align 1
  store i8 %838, ptr %837, align 1
  %839 = add nuw nsw i64 %824, 4
  %840 = icmp slt i64 %839, %367
  br i1 %840, label %823, label %822

841:                                              ; preds = %822, %841
  %842 = phi i64 [ %848, %841 ], [ %367, %822 ]
  %843 = mul i64 %842, %359
  %844 = getelementptr i8, ptr %820, i64 %843
  %845 = mul i64 %842, %357
  %846 = getelementptr i8, ptr %821, i64 %845
  %847 = load i8, ptr %844, align 1
  store i8 %847, ptr %846, align 1
  %848 = add nsw i64 %842, 1
  %849 = icmp slt i64 %848, %361
  br i1 %849, label %841, label %850

850:                                              ; preds = %841, %822
  switch i8 %370, label %918 [
    i8 2, label %851
    i8 4, label %883
    i8 8, label %915
  ]

851:                                              ; preds = %850, %373
  %852 = phi ptr [ %375, %373 ], [ %821, %850 ]
  %853 = phi ptr [ %374, %373 ], [ %820, %850 ]
  br i1 %368, label %855, label %854

854:                                              ; preds = %855, %851
  br i1 %369, label %882, label %873

855:                                              ; preds = %851, %855
  %856 = phi i64 [ %871, %855 ], [ 0, %851 ]
  %857 = mul i64 %856, %359
  %858 = getelementptr i8, ptr %853, i64 %857
  %859 = mul i64 %856, %357
  %860 = getelementptr i8, ptr %852, i64 %859
  %861 = load i16, ptr %858, align 2
  store i16 %861, ptr %860, align 2
  %862 = getelementptr i8, ptr %858, i64 %359
  %863 = getelementptr i8, ptr %860, i64 %357
  %864 = load i16, ptr %862, align 2
  store i16 %864, ptr %863, align 2
  %865 = getelementptr i8, ptr %862, i64 %359
  %866 = getelementptr i8, ptr %863, i64 %357
  %867 = load i16, ptr %865, align 2
  store i16 %867, ptr %866, align 2
  %868 = getelementptr i8, ptr %865, i64 %359
  %869 = getelementptr i8, ptr %866, i64 %357
  %870 = load i16, ptr %868, align 2
  store i16 %870, ptr %869, align 2
  %871 = add nuw nsw i64 %856, 4
  %872 = icmp slt i64 %871, %367
  br i1 %872, label %855, label %854

873:                                              ; preds = %854, %873
  %874 = phi i64 [ %880, %873 ], [ %367, %854 ]
  %875 = mul i64 %874, %359
  %876 = getelementptr i8, ptr %853, i64 %875
  %877 = mul i64 %874, %357
  %878 = getelementptr i8, ptr %852, i64 %877
  %879 = load i16, ptr %876, align 2
  store i16 %879, ptr %878, align 2
  %880 = add nsw i64 %874, 1
  %881 = icmp slt i64 %880, %361
  br i1 %881, label %873, label %882

882:                                              ; preds = %873, %854
  switch i8 %370, label %918 [
    i8 4, label %883
    i8 8, label %915
  ]

883:                                              ; preds = %882, %850, %376
  %884 = phi ptr [ %378, %376 ], [ %821, %850 ], [ %852, %882 ]
  %885 = phi ptr [ %377, %376 ], [ %820, %850 ], [ %853, %882 ]
  br i1 %368, label %887, label %886

886:                                              ; preds = %887, %883
  br i1 %369, label %914, label %905

887:                                              ; preds = %883, %887
  %888 = phi i64 [ %903, %887 ], [ 0, %883 ]
  %889 = mul i64 %888, %359
  %890 = getelementptr i8, ptr %885, i64 %889
  %891 = mul i64 %888, %357
  %892 = getelementptr i8, ptr %884, i64 %891
  %893 = load i32, ptr %890, align 4
  store i32 %893, ptr %892, align 4
  %894 = getelementptr i8, ptr %890, i64 %359
  %895 = getelementptr i8, ptr %892, i64 %357
  %896 = load i32, ptr %894, align 4
  store i32 %896, ptr %895, align 4
  %897 = getelementptr i8, ptr %894, i64 %359
  %898 = getelementptr i8, ptr %895, i64 %357
  %899 = load i32, ptr %897, align 4
  store i32 %899, ptr %898, align 4
  %900 = getelementptr i8, ptr %897, i64 %359
  %901 = getelementptr i8, ptr %898, i64 %357
  %902 = load i32, ptr %900, align 4
  store i32 %902, ptr %901, align 4
  %903 = add nuw nsw i64 %888, 4
  %904 = icmp slt i64 %903, %367
  br i1 %904, label %887, label %886

905:                                              ; preds = %886, %905
  %906 = phi i64 [ %912, %905 ], [ %367, %886 ]
  %907 = mul i64 %906, %359
  %908 = getelementptr i8, ptr %885, i64 %907
  %909 = mul i64 %906, %357
  %910 = getelementptr i8, ptr %884, i64 %909
  %911 = load i32, ptr %908, align 4
  store i32 %911, ptr %910, align 4
  %912 = add nsw i64 %906, 1
  %913 = icmp slt i64 %912, %361
  br i1 %913, label %905, label %914

914:                                              ; preds = %905, %886
  br i1 %371, label %915, label %918

915:                                              ; preds = %914, %882, %850, %379
  %916 = phi ptr [ %381, %379 ], [ %821, %850 ], [ %852, %882 ], [ %884, %914 ]
  %917 = phi ptr [ %380, %379 ], [ %820, %850 ], [ %853, %882 ], [ %885, %914 ]
  br i1 %368, label %923, label %922

918:                                              ; preds = %941, %922, %914, %882, %850, %814, %372
  %919 = add nsw i64 %815, %356
  %920 = add nsw i64 %816, %358
  %921 = icmp samesign ugt i64 %817, 1
  br i1 %921, label %814, label %950

922:                                              ; preds = %923, %915
  br i1 %369, label %918, label %941

923:                                              ; preds = %915, %923
  %924 = phi i64 [ %939, %923 ], [ 0, %915 ]
  %925 = mul i64 %924, %359
  %926 = getelementptr i8, ptr %917, i64 %925
  %927 = mul i64 %924, %357
  %928 = getelementptr i8, ptr %916, i64 %927
  %929 = load i64, ptr %926, align 8
  store i64 %929, ptr %928, align 8
  %930 = getelementptr i8, ptr %926, i64 %359
  %931 = getelementptr i8, ptr %928, i64 %357
  %932 = load i64, ptr %930, align 8
  store i64 %932, ptr %931, align 8
  %933 = getelementptr i8, ptr %930, i64 %359
  %934 = getelementptr i8, ptr %931, i64 %357
  %935 = load i64, ptr %933, align 8
  store i64 %935, ptr %934, align 8
  %936 = getelementptr i8, ptr %933, i64 %359
  %937 = getelementptr i8, ptr %934, i64 %357
  %938 = load i64, ptr %936, align 8
  store i64 %938, ptr %937, align 8
  %939 = add nuw nsw i64 %924, 4
  %940 = icmp slt i64 %939, %367
  br i1 %940, label %923, label %922

941:                                              ; preds = %922, %941
  %942 = phi i64 [ %948, %941 ], [ %367, %922 ]
  %943 = mul i64 %942, %359
  %944 = getelementptr i8, ptr %917, i64 %943
  %945 = mul i64 %942, %357
  %946 = getelementptr i8, ptr %916, i64 %945
  %947 = load i64, ptr %944, align 8
  store i64 %947, ptr %946, align 8
  %948 = add nsw i64 %942, 1
  %949 = icmp slt i64 %948, %361
  br i1 %949, label %941, label %918

950:                                              ; preds = %918, %355, %275
  %951 = getelementptr i64, ptr %2, i64 %1031
  %952 = load i64, ptr %951, align 8
  %953 = mul nsw i64 %952, %271
  %954 = add nsw i64 %953, %1030
  br label %955

955:                                              ; preds = %1029, %950
  %956 = phi i64 [ %954, %950 ], [ %1030, %1029 ]
  %957 = phi i64 [ %1030, %950 ], [ %1038, %1029 ]
  %958 = getelementptr i64, ptr %1, i64 %1031
  store i64 %957, ptr %958, align 8
  %959 = icmp eq i64 %159, %1032
  br i1 %959, label %960, label %1029

960:                                              ; preds = %955, %1024
  %961 = icmp eq i64 %1025, 0
  br i1 %961, label %962, label %966

962:                                              ; preds = %960
  %963 = load i64, ptr %161, align 8
  %964 = inttoptr i64 %963 to ptr
  %965 = call i64 %964(ptr nonnull %1, ptr nonnull %2, i64 %271, i64 %arg.n, i64 %258, i64 %238)
  br label %966

966:                                              ; preds = %962, %960
  %967 = icmp eq i64 %1026, %239
  br i1 %967, label %968, label %1024

968:                                              ; preds = %966
  %969 = add nsw i64 %271, %269
  %970 = icmp slt i64 %969, %arg.count
  br i1 %970, label %268, label %971

971:                                              ; preds = %968, %257
  %972 = icmp eq i64 %259, 0
  br i1 %972, label %1042, label %973

973:                                              ; preds = %971
  %974 = getelementptr inbounds nuw i8, ptr %161, i64 8
  %975 = load i64, ptr %974, align 8
  %976 = inttoptr i64 %975 to ptr
  %977 = getelementptr inbounds nuw i8, ptr %976, i64 216
  %978 = load i64, ptr %977, align 8
  %979 = inttoptr i64 %978 to ptr
  %980 = call i64 %979(i64 %259)
  br label %1042

981:                                              ; preds = %212, %171
  %982 = phi i64 [ %159, %171 ], [ %217, %212 ]
  %983 = phi i64 [ 0, %171 ], [ %216, %212 ]
  %984 = phi i64 [ 0, %171 ], [ %215, %212 ]
  %985 = phi i64 [ %158, %171 ], [ %214, %212 ]
  %986 = phi i64 [ %165, %171 ], [ %213, %212 ]
  %987 = phi i64 [ 0, %171 ], [ %988, %212 ]
  %988 = add nuw nsw i64 %987, 1
  %989 = getelementptr i64, ptr %arg.steps, i64 %987
  %990 = load i64, ptr %989, align 8
  %991 = getelementptr i64, ptr %2, i64 %987
  store i64 %990, ptr %991, align 8
  %992 = shl nuw i64 1, %987
  %993 = and i64 %992, %173
  %994 = icmp eq i64 %993, 0
  br i1 %994, label %212, label %182

995:                                              ; preds = %998, %225
  %996 = phi i64 [ %1007, %998 ], [ 1, %225 ]
  %997 = tail call i64 @llvm.smin.i64(i64 %arg.count, i64 %996)
  br label %237

998:                                              ; preds = %225
  %999 = sdiv i64 1048576, %arg.n
  %1000 = srem i64 1048576, %arg.n
  %1001 = icmp slt i64 %arg.n, 0
  %1002 = icmp ne i64 %1000, 0
  %1003 = and i1 %1001, %1002
  %1004 = sext i1 %1003 to i64
  %1005 = add nsw i64 %999, %1004
  %1006 = tail call i64 @llvm.smax.i64(i64 range(i64 -1048577, 1048577) %1005, i64 1)
  %1007 = tail call i64 @llvm.umin.i64(i64 %1006, i64 16)
  br label %995

1008:                                             ; preds = %1011, %235
  %1009 = phi i64 [ %1020, %1011 ], [ 1, %235 ]
  %1010 = tail call i64 @llvm.smin.i64(i64 %arg.count, i64 %1009)
  br label %237

1011:                                             ; preds = %235
  %1012 = sdiv i64 24576, %230
  %1013 = srem i64 24576, %230
  %1014 = icmp slt i64 %230, 0
  %1015 = icmp ne i64 %1013, 0
  %1016 = and i1 %1014, %1015
  %1017 = sext i1 %1016 to i64
  %1018 = add nsw i64 %1012, %1017
  %1019 = tail call i64 @llvm.smax.i64(i64 range(i64 -1048577, 1048577) %1018, i64 1)
  %1020 = tail call i64 @llvm.umin.i64(i64 %1019, i64 16)
  br label %1008

1021:                                             ; preds = %247
  %1022 = add nsw i64 %255, 63
  %1023 = and i64 %1022, -64
  br label %257

1024:                                             ; preds = %966, %268
  %1025 = phi i64 [ 0, %268 ], [ %1026, %966 ]
  %1026 = add nuw nsw i64 %1025, 1
  br i1 %166, label %960, label %1027

1027:                                             ; preds = %1024
  %1028 = icmp eq i64 %1025, 0
  br label %1029

1029:                                             ; preds = %1027, %955
  %1030 = phi i64 [ %273, %1027 ], [ %956, %955 ]
  %1031 = phi i64 [ 0, %1027 ], [ %1032, %955 ]
  %1032 = add nuw nsw i64 %1031, 1
  %1033 = getelementptr i64, ptr %arg.operands, i64 %1031
  %1034 = load i64, ptr %1033, align 8
  %1035 = getelementptr i64, ptr %arg.steps, i64 %1031
  %1036 = load i64, ptr %1035, align 8
  %1037 = mul nsw i64 %1036, %269
  %1038 = add nsw i64 %1037, %1034
  %1039 = shl nuw i64 1, %1031
  %1040 = and i64 %1039, %241
  %1041 = icmp eq i64 %1040, 0
  br i1 %1041, label %955, label %275

1042:                                             ; preds = %247, %971, %973
  %1043 = phi i1 [ false, %247 ], [ true, %973 ], [ true, %971 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  br label %1048

1044:                                             ; preds = %32, %10
  %1045 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 112
  %1046 = load i64, ptr %1045, align 8
  %1047 = icmp eq i64 %1046, 0
  br i1 %1047, label %122, label %42

1048:                                             ; preds = %1042, %121
  %1049 = phi i1 [ %1043, %1042 ], [ %54, %121 ]
  %1050 = zext i1 %1049 to i8
  store i8 %1050, ptr %retptr, align 1
  ret void
}

define noalias noundef ptr @row_driver(i64 %.1, i64 %.2, i64 %.3, i64 %.4) local_unnamed_addr #0 {
  %1 = alloca [16 x i8], align 64
  %2 = alloca i64, align 8
  %3 = alloca [16 x i8], align 64
  %4 = alloca i8, align 1
  %5 = alloca i8, align 1
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  store i8 0, ptr %4, align 1
  %6 = inttoptr i64 %.4 to ptr
  %7 = inttoptr i64 %.1 to ptr
  %8 = inttoptr i64 %.3 to ptr
  %9 = inttoptr i64 %.2 to ptr
  %10 = load i64, ptr %9, align 8
  %11 = getelementptr i8, ptr %9, i64 8
  %12 = load i64, ptr %11, align 8
  %13 = icmp slt i64 %10, 1
  %14 = icmp slt i64 %12, 1
  %15 = select i1 %13, i1 true, i1 %14
  br i1 %15, label %390, label %16

16:                                               ; preds = %0
  %17 = icmp samesign ult i64 %10, 16
  %18 = icmp eq i64 %12, 1
  %19 = select i1 %17, i1 true, i1 %18
  br i1 %19, label %96, label %20

20:                                               ; preds = %16
  %21 = getelementptr inbounds nuw i8, ptr %6, i64 32
  %22 = load i64, ptr %21, align 8
  %23 = icmp slt i64 %22, 1
  br i1 %23, label %301, label %24

24:                                               ; preds = %20
  %25 = getelementptr inbounds nuw i8, ptr %6, i64 80
  %26 = load i64, ptr %25, align 8
  %27 = getelementptr inbounds nuw i8, ptr %6, i64 88
  br label %45

28:                                               ; preds = %45
  %29 = load i64, ptr %27, align 8
  %30 = shl nsw i64 %47, 3
  %31 = ashr i64 %29, %30
  %32 = and i64 %31, 255
  %33 = getelementptr i64, ptr %8, i64 %47
  %34 = load i64, ptr %33, align 8
  %35 = icmp eq i64 %34, %32
  br i1 %35, label %36, label %96

36:                                               ; preds = %28
  %37 = getelementptr i64, ptr %8, i64 %46
  %38 = load i64, ptr %37, align 8
  %39 = icmp eq i64 %38, %32
  br i1 %39, label %96, label %40

40:                                               ; preds = %36
  %41 = add nuw nsw i64 %46, 1
  br label %42

42:                                               ; preds = %45, %40
  %43 = phi i64 [ %41, %40 ], [ %46, %45 ]
  %44 = icmp eq i64 %48, %22
  br i1 %44, label %301, label %45

45:                                               ; preds = %42, %24
  %46 = phi i64 [ %22, %24 ], [ %43, %42 ]
  %47 = phi i64 [ 0, %24 ], [ %48, %42 ]
  %48 = add nuw nsw i64 %47, 1
  %49 = shl nuw i64 1, %47
  %50 = and i64 %49, %26
  %51 = icmp eq i64 %50, 0
  br i1 %51, label %42, label %28

52:                                               ; preds = %301
  %53 = inttoptr i64 %303 to ptr
  %54 = load i64, ptr %53, align 8
  %55 = icmp eq i64 %54, 0
  br i1 %55, label %56, label %96

56:                                               ; preds = %52
  %57 = getelementptr inbounds nuw i8, ptr %53, i64 8
  %58 = load i64, ptr %57, align 8
  %59 = inttoptr i64 %58 to ptr
  %60 = getelementptr inbounds nuw i8, ptr %53, i64 64
  %61 = load i64, ptr %60, align 8
  %62 = tail call i64 @get_status() #0
  %63 = getelementptr inbounds nuw i8, ptr %59, i64 112
  %64 = load i64, ptr %63, align 8
  %65 = inttoptr i64 %64 to ptr
  %66 = tail call i64 %65() #0
  %67 = getelementptr inbounds nuw i8, ptr %59, i64 152
  %68 = load i64, ptr %67, align 8
  %69 = inttoptr i64 %68 to ptr
  %70 = tail call i64 %69() #0
  %71 = icmp eq i64 %70, 0
  br i1 %71, label %72, label %90

72:                                               ; preds = %56
  %73 = getelementptr inbounds nuw i8, ptr %59, i64 168
  %74 = load i64, ptr %73, align 8
  %75 = inttoptr i64 %74 to ptr
  %76 = tail call i64 %75(i64 %61) #0
  %77 = icmp eq i64 %76, 0
  br i1 %77, label %90, label %78

78:                                               ; preds = %72
  %79 = getelementptr inbounds nuw i8, ptr %59, i64 200
  %80 = load i64, ptr %79, align 8
  %81 = inttoptr i64 %80 to ptr
  %82 = tail call i64 %81(i64 %76) #0
  %83 = getelementptr inbounds nuw i8, ptr %59, i64 120
  %84 = load i64, ptr %83, align 8
  %85 = inttoptr i64 %84 to ptr
  %86 = tail call i64 %85(i64 %66) #0
  %87 = tail call i64 @set_status(i64 %62) #0
  %88 = load i64, ptr %53, align 8
  %89 = icmp eq i64 %88, 0
  br i1 %89, label %390, label %96

90:                                               ; preds = %72, %56
  %91 = getelementptr inbounds nuw i8, ptr %59, i64 120
  %92 = load i64, ptr %91, align 8
  %93 = inttoptr i64 %92 to ptr
  %94 = tail call i64 %93(i64 %66) #0
  %95 = tail call i64 @set_status(i64 %62) #0
  br label %390

96:                                               ; preds = %36, %28, %301, %78, %52, %16
  %97 = getelementptr inbounds nuw i8, ptr %6, i64 120
  %98 = load i64, ptr %97, align 8
  %99 = icmp eq i64 %98, 0
  br i1 %99, label %108, label %100

100:                                              ; preds = %96
  %101 = getelementptr inbounds nuw i8, ptr %6, i64 88
  %102 = load i64, ptr %101, align 8
  %103 = and i64 %102, 255
  %104 = mul nuw nsw i64 %103, %12
  %105 = icmp slt i64 %104, 1048577
  %106 = inttoptr i64 %98 to ptr
  %107 = select i1 %105, ptr %6, ptr %106
  br label %108

108:                                              ; preds = %100, %96
  %109 = phi ptr [ %6, %96 ], [ %107, %100 ]
  %110 = load i64, ptr %109, align 8
  %111 = icmp eq i64 %110, 0
  br i1 %111, label %112, label %152

112:                                              ; preds = %108
  %113 = getelementptr inbounds nuw i8, ptr %109, i64 8
  %114 = load i64, ptr %113, align 8
  %115 = inttoptr i64 %114 to ptr
  %116 = getelementptr inbounds nuw i8, ptr %109, i64 64
  %117 = load i64, ptr %116, align 8
  %118 = tail call i64 @get_status() #0
  %119 = getelementptr inbounds nuw i8, ptr %115, i64 112
  %120 = load i64, ptr %119, align 8
  %121 = inttoptr i64 %120 to ptr
  %122 = tail call i64 %121() #0
  %123 = getelementptr inbounds nuw i8, ptr %115, i64 152
  %124 = load i64, ptr %123, align 8
  %125 = inttoptr i64 %124 to ptr
  %126 = tail call i64 %125() #0
  %127 = icmp eq i64 %126, 0
  br i1 %127, label %128, label %146

128:                                              ; preds = %112
  %129 = getelementptr inbounds nuw i8, ptr %115, i64 168
  %130 = load i64, ptr %129, align 8
  %131 = inttoptr i64 %130 to ptr
  %132 = tail call i64 %131(i64 %117) #0
  %133 = icmp eq i64 %132, 0
  br i1 %133, label %146, label %134

134:                                              ; preds = %128
  %135 = getelementptr inbounds nuw i8, ptr %115, i64 200
  %136 = load i64, ptr %135, align 8
  %137 = inttoptr i64 %136 to ptr
  %138 = tail call i64 %137(i64 %132) #0
  %139 = getelementptr inbounds nuw i8, ptr %115, i64 120
  %140 = load i64, ptr %139, align 8
  %141 = inttoptr i64 %140 to ptr
  %142 = tail call i64 %141(i64 %122) #0
  %143 = tail call i64 @set_status(i64 %118) #0
  %144 = load i64, ptr %109, align 8
  %145 = icmp eq i64 %144, 0
  br i1 %145, label %390, label %152

146:                                              ; preds = %128, %112
  %147 = getelementptr inbounds nuw i8, ptr %115, i64 120
  %148 = load i64, ptr %147, align 8
  %149 = inttoptr i64 %148 to ptr
  %150 = tail call i64 %149(i64 %122) #0
  %151 = tail call i64 @set_status(i64 %118) #0
  br label %390

152:                                              ; preds = %134, %108
  %153 = mul nuw nsw i64 %12, %10
  %154 = getelementptr inbounds nuw i8, ptr %6, i64 16
  %155 = load i64, ptr %154, align 8
  %156 = shl nsw i64 %155, 1
  %157 = icmp slt i64 %153, %156
  br i1 %157, label %317, label %158

158:                                              ; preds = %152
  %159 = getelementptr inbounds nuw i8, ptr %6, i64 8
  %160 = load i64, ptr %159, align 8
  %161 = inttoptr i64 %160 to ptr
  %162 = getelementptr inbounds nuw i8, ptr %161, i64 8
  %163 = load i64, ptr %162, align 8
  %164 = icmp eq i64 %163, 0
  br i1 %164, label %165, label %193

165:                                              ; preds = %158
  %166 = load i64, ptr %161, align 8
  %167 = tail call i64 @get_status() #0
  %168 = getelementptr inbounds nuw i8, ptr %161, i64 112
  %169 = load i64, ptr %168, align 8
  %170 = inttoptr i64 %169 to ptr
  %171 = tail call i64 %170() #0
  %172 = getelementptr inbounds nuw i8, ptr %161, i64 152
  %173 = load i64, ptr %172, align 8
  %174 = inttoptr i64 %173 to ptr
  %175 = tail call i64 %174() #0
  %176 = icmp eq i64 %175, 0
  br i1 %176, label %177, label %305

177:                                              ; preds = %165
  %178 = getelementptr inbounds nuw i8, ptr %161, i64 168
  %179 = load i64, ptr %178, align 8
  %180 = inttoptr i64 %179 to ptr
  %181 = tail call i64 %180(i64 %166) #0
  %182 = icmp eq i64 %181, 0
  br i1 %182, label %305, label %183

183:                                              ; preds = %177
  %184 = getelementptr inbounds nuw i8, ptr %161, i64 200
  %185 = load i64, ptr %184, align 8
  %186 = inttoptr i64 %185 to ptr
  %187 = tail call i64 %186(i64 %181) #0
  %188 = getelementptr inbounds nuw i8, ptr %161, i64 120
  %189 = load i64, ptr %188, align 8
  %190 = inttoptr i64 %189 to ptr
  %191 = tail call i64 %190(i64 %171) #0
  %192 = tail call i64 @set_status(i64 %167) #0
  br label %193

193:                                              ; preds = %183, %158
  %194 = getelementptr inbounds nuw i8, ptr %161, i64 16
  %195 = load i64, ptr %194, align 8
  %196 = icmp eq i64 %195, 0
  br i1 %196, label %317, label %197

197:                                              ; preds = %193
  %198 = getelementptr inbounds nuw i8, ptr %161, i64 32
  %199 = load i64, ptr %198, align 8
  %200 = icmp eq i64 %199, 0
  br i1 %200, label %233, label %201

201:                                              ; preds = %197
  %202 = getelementptr inbounds nuw i8, ptr %161, i64 40
  %203 = load i64, ptr %202, align 8
  %204 = tail call i64 @get_status() #0
  %205 = getelementptr inbounds nuw i8, ptr %161, i64 112
  %206 = load i64, ptr %205, align 8
  %207 = inttoptr i64 %206 to ptr
  %208 = tail call i64 %207() #0
  %209 = getelementptr inbounds nuw i8, ptr %161, i64 152
  %210 = load i64, ptr %209, align 8
  %211 = inttoptr i64 %210 to ptr
  %212 = tail call i64 %211() #0
  %213 = icmp eq i64 %212, 0
  br i1 %213, label %214, label %311

214:                                              ; preds = %201
  %215 = getelementptr inbounds nuw i8, ptr %161, i64 168
  %216 = load i64, ptr %215, align 8
  %217 = inttoptr i64 %216 to ptr
  %218 = tail call i64 %217(i64 %203) #0
  %219 = icmp eq i64 %218, 0
  br i1 %219, label %311, label %220

220:                                              ; preds = %214
  %221 = getelementptr inbounds nuw i8, ptr %161, i64 200
  %222 = load i64, ptr %221, align 8
  %223 = inttoptr i64 %222 to ptr
  %224 = tail call i64 %223(i64 %218) #0
  %225 = getelementptr inbounds nuw i8, ptr %161, i64 120
  %226 = load i64, ptr %225, align 8
  %227 = inttoptr i64 %226 to ptr
  %228 = tail call i64 %227(i64 %208) #0
  %229 = tail call i64 @set_status(i64 %204) #0
  %230 = getelementptr inbounds nuw i8, ptr %161, i64 48
  %231 = load i64, ptr %230, align 8
  %232 = icmp eq i64 %231, 0
  br i1 %232, label %317, label %233

233:                                              ; preds = %220, %197
  %234 = getelementptr inbounds nuw i8, ptr %161, i64 24
  %235 = load i64, ptr %234, align 8
  %236 = inttoptr i64 %235 to ptr
  %237 = tail call i64 %236() #0
  %238 = and i64 %237, 65535
  %239 = icmp samesign ugt i64 %238, 1
  br i1 %239, label %240, label %261

240:                                              ; preds = %233
  %241 = getelementptr inbounds nuw i8, ptr %161, i64 64
  %242 = load i64, ptr %241, align 8
  %243 = icmp slt i64 %242, 0
  br i1 %243, label %244, label %261

244:                                              ; preds = %240
  %245 = load i64, ptr %159, align 8
  %246 = inttoptr i64 %245 to ptr
  %247 = getelementptr inbounds nuw i8, ptr %246, i64 56
  %248 = load i64, ptr %247, align 8
  %249 = icmp eq i64 %248, 0
  br i1 %249, label %258, label %250

250:                                              ; preds = %244
  %251 = getelementptr inbounds nuw i8, ptr %3, i64 8
  store i64 0, ptr %251, align 8
  %252 = inttoptr i64 %248 to ptr
  %253 = call i64 %252(ptr nonnull %3, i64 1) #0
  %254 = load i64, ptr %3, align 64
  %255 = mul nsw i64 %254, 1000000000
  %256 = load i64, ptr %251, align 8
  %257 = add nsw i64 %255, %256
  br label %258

258:                                              ; preds = %250, %244
  %259 = phi i64 [ %257, %250 ], [ 0, %244 ]
  %260 = getelementptr inbounds nuw i8, ptr %161, i64 72
  store i64 %259, ptr %260, align 8
  br label %317

261:                                              ; preds = %240, %233
  %262 = load i64, ptr %154, align 8
  %263 = icmp eq i64 %262, 0
  br i1 %263, label %317, label %264

264:                                              ; preds = %261
  %265 = sdiv i64 %153, %262
  %266 = srem i64 %153, %262
  %267 = xor i64 %266, %262
  %268 = icmp slt i64 %267, 0
  %269 = icmp ne i64 %266, 0
  %270 = and i1 %269, %268
  %271 = sext i1 %270 to i64
  %272 = add nsw i64 %265, %271
  %273 = tail call i64 @llvm.smin.i64(i64 %272, i64 %238)
  %274 = tail call i64 @llvm.smin.i64(i64 %273, i64 256)
  br label %317

275:                                              ; preds = %317
  %276 = icmp eq i64 %319, 1
  br i1 %276, label %288, label %277

277:                                              ; preds = %275
  %278 = shl nuw nsw i64 %319, 4
  %279 = icmp slt i64 %10, %278
  %280 = select i1 %279, i64 1, i64 16
  %281 = getelementptr inbounds nuw i8, ptr %6, i64 8
  %282 = load i64, ptr %281, align 8
  %283 = inttoptr i64 %282 to ptr
  %284 = getelementptr inbounds nuw i8, ptr %283, i64 88
  %285 = load i64, ptr %284, align 8
  store i8 0, ptr %4, align 1
  call fastcc void @run_parallel(ptr %4, ptr nonnull %6, i64 %285, i64 %.1, i64 %.2, i64 %.3, i64 %.4, i64 %10, i64 %280, i64 %319) #0
  %286 = load i8, ptr %4, align 1
  %287 = icmp eq i8 %286, 0
  br i1 %287, label %288, label %390

288:                                              ; preds = %277, %275
  %289 = call i64 @get_status() #0
  %290 = call i64 @kept_bits() #0
  %291 = and i64 %290, %289
  %292 = call i64 @default_bits() #0
  %293 = icmp eq i64 %291, %292
  br i1 %293, label %321, label %294

294:                                              ; preds = %288
  %295 = call i64 @kept_bits() #0
  %296 = xor i64 %295, -1
  %297 = and i64 %289, %296
  %298 = call i64 @default_bits() #0
  %299 = or i64 %297, %298
  %300 = call i64 @set_status(i64 %299) #0
  br label %321

301:                                              ; preds = %42, %20
  %302 = getelementptr inbounds nuw i8, ptr %6, i64 112
  %303 = load i64, ptr %302, align 8
  %304 = icmp eq i64 %303, 0
  br i1 %304, label %96, label %52

305:                                              ; preds = %177, %165
  %306 = getelementptr inbounds nuw i8, ptr %161, i64 120
  %307 = load i64, ptr %306, align 8
  %308 = inttoptr i64 %307 to ptr
  %309 = tail call i64 %308(i64 %171) #0
  %310 = tail call i64 @set_status(i64 %167) #0
  br label %317

311:                                              ; preds = %214, %201
  %312 = getelementptr inbounds nuw i8, ptr %161, i64 120
  %313 = load i64, ptr %312, align 8
  %314 = inttoptr i64 %313 to ptr
  %315 = tail call i64 %314(i64 %208) #0
  %316 = tail call i64 @set_status(i64 %204) #0
  br label %317

317:                                              ; preds = %311, %305, %264, %261, %258, %220, %193, %152
  %318 = phi i64 [ 1, %152 ], [ 1, %258 ], [ 1, %220 ], [ 0, %311 ], [ 1, %193 ], [ 0, %305 ], [ %274, %264 ], [ 0, %261 ]
  %319 = call i64 @llvm.smin.i64(i64 range(i64 1, -9223372036854775808) %10, i64 %318)
  %320 = icmp slt i64 %319, 1
  br i1 %320, label %390, label %275

321:                                              ; preds = %294, %288
  store i8 0, ptr %5, align 1
  call fastcc void @_run.56(ptr %5, ptr nonnull %6, ptr %7, ptr %8, i64 %10, i64 %12) #0
  %322 = load i8, ptr %5, align 1
  %323 = icmp eq i8 %322, 0
  %324 = call i64 @get_status() #0
  %325 = getelementptr inbounds nuw i8, ptr %6, i64 56
  %326 = load i64, ptr %325, align 8
  %327 = and i64 %326, %324
  %328 = getelementptr inbounds nuw i8, ptr %6, i64 8
  %329 = load i64, ptr %328, align 8
  %330 = inttoptr i64 %329 to ptr
  %331 = getelementptr inbounds nuw i8, ptr %330, i64 72
  %332 = load i64, ptr %331, align 8
  %333 = icmp eq i64 %332, 0
  br i1 %333, label %349, label %334

334:                                              ; preds = %321
  %335 = getelementptr inbounds nuw i8, ptr %330, i64 64
  %336 = load i64, ptr %335, align 8
  %337 = getelementptr inbounds nuw i8, ptr %330, i64 56
  %338 = load i64, ptr %337, align 8
  %339 = icmp eq i64 %338, 0
  br i1 %339, label %381, label %340

340:                                              ; preds = %334
  %341 = getelementptr inbounds nuw i8, ptr %1, i64 8
  store i64 0, ptr %341, align 8
  %342 = inttoptr i64 %338 to ptr
  %343 = call i64 %342(ptr nonnull %1, i64 1) #0
  %344 = load i64, ptr %1, align 64
  %345 = mul nsw i64 %344, 1000000000
  %346 = load i64, ptr %341, align 8
  %347 = add nsw i64 %345, %346
  %348 = load i64, ptr %331, align 8
  br label %381

349:                                              ; preds = %381, %321
  br i1 %323, label %350, label %365

350:                                              ; preds = %349
  %351 = load i64, ptr %328, align 8
  %352 = inttoptr i64 %351 to ptr
  %353 = getelementptr inbounds nuw i8, ptr %352, i64 112
  %354 = load i64, ptr %353, align 8
  %355 = inttoptr i64 %354 to ptr
  %356 = call i64 %355() #0
  %357 = getelementptr inbounds nuw i8, ptr %352, i64 160
  %358 = load i64, ptr %357, align 8
  %359 = inttoptr i64 %358 to ptr
  %360 = call i64 %359() #0
  %361 = getelementptr inbounds nuw i8, ptr %352, i64 120
  %362 = load i64, ptr %361, align 8
  %363 = inttoptr i64 %362 to ptr
  %364 = call i64 %363(i64 %356) #0
  br label %369

365:                                              ; preds = %349
  %366 = icmp eq i64 %327, 0
  br i1 %366, label %369, label %367

367:                                              ; preds = %365
  call fastcc void @left_to_numpy(ptr %2, ptr nonnull %6, i64 %327) #0
  %368 = load i64, ptr %2, align 8
  br label %369

369:                                              ; preds = %367, %365, %350
  %370 = phi i64 [ %368, %367 ], [ 0, %365 ], [ %327, %350 ]
  %371 = call i64 @kept_bits() #0
  %372 = xor i64 %371, -1
  %373 = and i64 %324, %372
  %374 = call i64 @kept_bits() #0
  %375 = and i64 %374, %289
  %376 = or i64 %373, %370
  %377 = or i64 %376, %375
  %378 = icmp eq i64 %377, %324
  br i1 %378, label %390, label %379

379:                                              ; preds = %369
  %380 = call i64 @set_status(i64 %377) #0
  br label %390

381:                                              ; preds = %340, %334
  %382 = phi i64 [ %348, %340 ], [ %332, %334 ]
  %383 = phi i64 [ %347, %340 ], [ 0, %334 ]
  %384 = sub nsw i64 %383, %382
  %385 = sdiv i64 %384, 20
  %386 = srem i64 %384, 20
  %387 = ashr i64 %386, 63
  %388 = add i64 %385, %336
  %389 = add i64 %388, %387
  store i64 %389, ptr %335, align 8
  store i64 0, ptr %331, align 8
  br label %349

390:                                              ; preds = %0, %78, %90, %134, %146, %277, %317, %369, %379
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  ret ptr null
}

define noalias noundef ptr @row_share(i64 %.1, i64 %.2, i64 %.3, i64 %.4) local_unnamed_addr #0 {
  %1 = alloca [16 x i8], align 64
  %2 = alloca [16 x i8], align 64
  %3 = alloca [512 x i8], align 64
  %4 = alloca i8, align 1
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  %5 = inttoptr i64 %.1 to ptr
  %6 = load i64, ptr %5, align 8
  %7 = inttoptr i64 %6 to ptr
  %8 = getelementptr inbounds nuw i8, ptr %7, i64 40
  %9 = load i64, ptr %8, align 8
  %10 = icmp slt i64 %9, 1
  br i1 %10, label %109, label %11

11:                                               ; preds = %0
  %12 = getelementptr inbounds nuw i8, ptr %7, i64 24
  %13 = load i64, ptr %12, align 8
  %14 = inttoptr i64 %13 to ptr
  %15 = getelementptr inbounds nuw i8, ptr %7, i64 16
  %16 = load i64, ptr %15, align 8
  %17 = inttoptr i64 %16 to ptr
  %18 = load i64, ptr %7, align 8
  %19 = inttoptr i64 %18 to ptr
  %20 = getelementptr inbounds nuw i8, ptr %7, i64 32
  %21 = load i64, ptr %20, align 8
  %22 = getelementptr inbounds nuw i8, ptr %14, i64 32
  %23 = load i64, ptr %22, align 8
  %24 = icmp slt i64 %23, 1
  br i1 %24, label %36, label %25

25:                                               ; preds = %11, %25
  %26 = phi i64 [ %27, %25 ], [ 0, %11 ]
  %27 = add nuw nsw i64 %26, 1
  %28 = getelementptr i64, ptr %19, i64 %26
  %29 = load i64, ptr %28, align 8
  %30 = getelementptr i64, ptr %17, i64 %26
  %31 = load i64, ptr %30, align 8
  %32 = mul nsw i64 %31, %21
  %33 = add nsw i64 %32, %29
  %34 = getelementptr i64, ptr %3, i64 %26
  store i64 %33, ptr %34, align 8
  %35 = icmp eq i64 %23, %27
  br i1 %35, label %36, label %25

36:                                               ; preds = %25, %11
  %37 = getelementptr inbounds nuw i8, ptr %14, i64 8
  %38 = load i64, ptr %37, align 8
  %39 = inttoptr i64 %38 to ptr
  %40 = getelementptr inbounds nuw i8, ptr %39, i64 56
  %41 = load i64, ptr %40, align 8
  %42 = icmp eq i64 %41, 0
  br i1 %42, label %51, label %43

43:                                               ; preds = %36
  %44 = getelementptr inbounds nuw i8, ptr %2, i64 8
  store i64 0, ptr %44, align 8
  %45 = inttoptr i64 %41 to ptr
  %46 = call i64 %45(ptr nonnull %2, i64 1) #0
  %47 = load i64, ptr %2, align 64
  %48 = mul nsw i64 %47, 1000000000
  %49 = load i64, ptr %44, align 8
  %50 = add nsw i64 %48, %49
  br label %51

51:                                               ; preds = %43, %36
  %52 = phi i64 [ %50, %43 ], [ 0, %36 ]
  %53 = call i64 @get_status() #0
  %54 = call i64 @kept_bits() #0
  %55 = and i64 %54, %53
  %56 = call i64 @default_bits() #0
  %57 = icmp eq i64 %55, %56
  br i1 %57, label %65, label %58

58:                                               ; preds = %51
  %59 = call i64 @kept_bits() #0
  %60 = xor i64 %59, -1
  %61 = and i64 %53, %60
  %62 = call i64 @default_bits() #0
  %63 = or i64 %61, %62
  %64 = call i64 @set_status(i64 %63) #0
  br label %65

65:                                               ; preds = %58, %51
  %66 = load i64, ptr %8, align 8
  %67 = getelementptr inbounds nuw i8, ptr %7, i64 8
  %68 = load i64, ptr %67, align 8
  %69 = inttoptr i64 %68 to ptr
  %70 = getelementptr i8, ptr %69, i64 8
  %71 = load i64, ptr %70, align 8
  store i8 0, ptr %4, align 1
  call fastcc void @_run.56(ptr %4, ptr nonnull %14, ptr nonnull %3, ptr %17, i64 %66, i64 %71) #0
  %72 = load i8, ptr %4, align 1
  %73 = icmp eq i8 %72, 0
  %74 = call i64 @get_status() #0
  br i1 %73, label %79, label %75

75:                                               ; preds = %65
  %76 = getelementptr inbounds nuw i8, ptr %14, i64 56
  %77 = load i64, ptr %76, align 8
  %78 = and i64 %77, %74
  br label %79

79:                                               ; preds = %75, %65
  %80 = phi i64 [ %78, %75 ], [ 4294967296, %65 ]
  %81 = getelementptr inbounds nuw i8, ptr %7, i64 48
  store i64 %80, ptr %81, align 8
  %82 = call i64 @kept_bits() #0
  %83 = xor i64 %82, -1
  %84 = and i64 %74, %83
  %85 = call i64 @kept_bits() #0
  %86 = and i64 %85, %53
  %87 = or i64 %86, %84
  %88 = icmp eq i64 %87, %74
  br i1 %88, label %91, label %89

89:                                               ; preds = %79
  %90 = call i64 @set_status(i64 %87) #0
  br label %91

91:                                               ; preds = %89, %79
  %92 = load i64, ptr %37, align 8
  %93 = inttoptr i64 %92 to ptr
  %94 = getelementptr inbounds nuw i8, ptr %93, i64 56
  %95 = load i64, ptr %94, align 8
  %96 = icmp eq i64 %95, 0
  br i1 %96, label %105, label %97

97:                                               ; preds = %91
  %98 = getelementptr inbounds nuw i8, ptr %1, i64 8
  store i64 0, ptr %98, align 8
  %99 = inttoptr i64 %95 to ptr
  %100 = call i64 %99(ptr nonnull %1, i64 1) #0
  %101 = load i64, ptr %1, align 64
  %102 = mul nsw i64 %101, 1000000000
  %103 = load i64, ptr %98, align 8
  %104 = add nsw i64 %102, %103
  br label %105

105:                                              ; preds = %97, %91
  %106 = phi i64 [ %104, %97 ], [ 0, %91 ]
  %107 = sub nsw i64 %106, %52
  %108 = getelementptr inbounds nuw i8, ptr %7, i64 56
  store i64 %107, ptr %108, align 8
  br label %109

109:                                              ; preds = %0, %105
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  ret ptr null
}

define internal fastcc void @_run.57(ptr noalias nonnull writeonly captures(none) %retptr, ptr readonly captures(none) %arg.loop, ptr nonnull readonly captures(none) %arg.base, ptr nonnull %arg.outer, ptr nonnull readonly captures(none) %arg.core, i64 %arg.n, i64 %arg.start, i64 %arg.end) unnamed_addr {
  %1 = alloca [512 x i8], align 64
  %2 = alloca [512 x i8], align 64
  %3 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 24
  %4 = load i64, ptr %3, align 8
  %5 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 40
  %6 = load i64, ptr %5, align 8
  %7 = sub nsw i64 %4, %6
  %8 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 32
  %9 = load i64, ptr %8, align 8
  %10 = icmp sgt i64 %9, 0
  br i1 %10, label %11, label %20

11:                                               ; preds = %0
  %12 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 48
  br label %25

13:                                               ; preds = %25
  %14 = getelementptr i64, ptr %arg.core, i64 %26
  %15 = load i64, ptr %14, align 8
  %16 = load i64, ptr %12, align 8
  %17 = icmp eq i64 %15, %16
  br i1 %17, label %18, label %79

18:                                               ; preds = %25, %13
  %19 = icmp eq i64 %27, %9
  br i1 %19, label %20, label %25

20:                                               ; preds = %18, %0
  %21 = icmp slt i64 %arg.n, 8
  br i1 %21, label %22, label %31

22:                                               ; preds = %20
  %23 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 48
  %24 = load i64, ptr %23, align 8
  br label %79

25:                                               ; preds = %11, %18
  %26 = phi i64 [ 0, %11 ], [ %27, %18 ]
  %27 = add nuw nsw i64 %26, 1
  %28 = icmp sle i64 %7, %26
  %29 = icmp slt i64 %26, %4
  %30 = and i1 %28, %29
  br i1 %30, label %18, label %13

31:                                               ; preds = %20
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  %32 = icmp slt i64 %arg.start, %arg.end
  br i1 %32, label %33, label %78

33:                                               ; preds = %31, %56
  %34 = phi i64 [ %61, %56 ], [ %arg.start, %31 ]
  %35 = sdiv i64 %34, %arg.n
  %36 = srem i64 %34, %arg.n
  %37 = ashr i64 %36, 63
  %38 = add nsw i64 %37, %35
  %39 = mul nsw i64 %38, %arg.n
  %40 = sub nsw i64 %34, %39
  %41 = sub nsw i64 %arg.end, %34
  %42 = sdiv i64 %41, %arg.n
  %43 = srem i64 %41, %arg.n
  %44 = ashr i64 %43, 63
  %45 = add nsw i64 %44, %42
  %46 = icmp ne i64 %34, %39
  %47 = icmp eq i64 %45, 0
  %48 = select i1 %46, i1 true, i1 %47
  %49 = sub nsw i64 %arg.n, %40
  %50 = call i64 @llvm.smin.i64(i64 %41, i64 %49)
  %51 = select i1 %48, i64 %40, i64 0
  %52 = select i1 %48, i64 %50, i64 %arg.n
  %53 = select i1 %48, i64 1, i64 %45
  %54 = load i64, ptr %8, align 8
  %55 = icmp slt i64 %54, 1
  br i1 %55, label %56, label %63

56:                                               ; preds = %63, %33
  %57 = load i64, ptr %arg.loop, align 8
  %58 = inttoptr i64 %57 to ptr
  %59 = call i64 %58(ptr nonnull %2, ptr nonnull %arg.outer, i64 %53, i64 %52)
  %60 = mul nsw i64 %53, %52
  %61 = add nsw i64 %60, %34
  %62 = icmp slt i64 %61, %arg.end
  br i1 %62, label %33, label %78

63:                                               ; preds = %33, %63
  %64 = phi i64 [ %65, %63 ], [ 0, %33 ]
  %65 = add nuw nsw i64 %64, 1
  %66 = getelementptr i64, ptr %arg.base, i64 %64
  %67 = load i64, ptr %66, align 8
  %68 = getelementptr i64, ptr %arg.outer, i64 %64
  %69 = load i64, ptr %68, align 8
  %70 = mul nsw i64 %69, %38
  %71 = add nsw i64 %70, %67
  %72 = getelementptr i64, ptr %arg.core, i64 %64
  %73 = load i64, ptr %72, align 8
  %74 = mul nsw i64 %73, %51
  %75 = add nsw i64 %71, %74
  %76 = getelementptr i64, ptr %2, i64 %64
  store i64 %75, ptr %76, align 8
  %77 = icmp eq i64 %54, %65
  br i1 %77, label %56, label %63

78:                                               ; preds = %56, %31
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  br label %966

79:                                               ; preds = %13, %22
  %80 = phi i64 [ %24, %22 ], [ %16, %13 ]
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  %81 = mul nsw i64 %9, 3072
  %82 = getelementptr inbounds nuw i8, ptr %arg.loop, i64 8
  %83 = load i64, ptr %82, align 8
  %84 = inttoptr i64 %83 to ptr
  %85 = getelementptr inbounds nuw i8, ptr %84, i64 208
  %86 = load i64, ptr %85, align 8
  %87 = or disjoint i64 %81, 64
  %88 = inttoptr i64 %86 to ptr
  %89 = tail call i64 %88(i64 %87)
  %90 = icmp ne i64 %89, 0
  br i1 %90, label %91, label %964

91:                                               ; preds = %79
  %92 = add nsw i64 %89, 63
  %93 = and i64 %92, -64
  %94 = add nsw i64 %7, -2
  %95 = getelementptr i64, ptr %arg.core, i64 %94
  %96 = load i64, ptr %95, align 8
  %97 = shl nsw i64 %80, 1
  %98 = icmp eq i64 %96, %97
  br i1 %98, label %518, label %531

99:                                               ; preds = %532
  %100 = getelementptr i64, ptr %arg.core, i64 %4
  %101 = load i64, ptr %100, align 8
  %102 = icmp eq i64 %101, %97
  br i1 %102, label %103, label %115

103:                                              ; preds = %99
  %104 = add nsw i64 %4, 1
  %105 = getelementptr i64, ptr %arg.core, i64 %104
  %106 = load i64, ptr %105, align 8
  %107 = icmp eq i64 %106, %97
  br i1 %107, label %108, label %115

108:                                              ; preds = %103
  %109 = getelementptr i64, ptr %arg.base, i64 %104
  %110 = load i64, ptr %109, align 8
  %111 = getelementptr i64, ptr %arg.base, i64 %4
  %112 = load i64, ptr %111, align 8
  %113 = add nsw i64 %112, %80
  %114 = icmp eq i64 %110, %113
  br i1 %114, label %116, label %115

115:                                              ; preds = %532, %108, %103, %99
  br label %116

116:                                              ; preds = %115, %108
  %117 = phi i64 [ -2, %115 ], [ %4, %108 ]
  %118 = icmp eq i64 %80, 0
  br i1 %118, label %536, label %550

119:                                              ; preds = %539, %506
  %120 = phi i64 [ %507, %506 ], [ %arg.start, %539 ]
  br i1 %540, label %586, label %558

121:                                              ; preds = %561
  %122 = sub nsw i64 %arg.n, %571
  %123 = sub nsw i64 %arg.end, %120
  %124 = call i64 @llvm.smin.i64(i64 %123, i64 %122)
  %125 = call i64 @llvm.smin.i64(i64 %537, i64 %124)
  %126 = icmp sgt i64 %125, 15
  %127 = and i64 %125, 9223372036854775792
  %128 = select i1 %126, i64 %127, i64 %125
  br label %129

129:                                              ; preds = %586, %121
  %130 = phi i64 [ %588, %586 ], [ %571, %121 ]
  %131 = phi i64 [ %589, %586 ], [ %569, %121 ]
  %132 = phi i64 [ %591, %586 ], [ 1, %121 ]
  %133 = phi i64 [ %arg.n, %586 ], [ %128, %121 ]
  %134 = mul nsw i64 %133, %132
  %135 = add nsw i64 %134, 15
  %136 = and i64 %135, -16
  br i1 %10, label %137, label %140

137:                                              ; preds = %129
  %138 = icmp eq i64 %134, %136
  %139 = icmp eq i64 %132, 1
  br label %601

140:                                              ; preds = %185, %129
  %141 = phi i64 [ 0, %129 ], [ %186, %185 ]
  %142 = mul nsw i64 %133, %80
  %143 = icmp slt i64 %132, 1
  %144 = and i64 %133, -4
  %145 = icmp sgt i64 %133, 3
  %146 = icmp eq i64 %144, %133
  %147 = icmp sgt i64 %132, 0
  %148 = and i64 %133, -16
  %149 = icmp sgt i64 %133, 15
  %150 = icmp eq i64 %148, %133
  %151 = add nsw i64 %134, -1
  %152 = mul nsw i64 %151, %80
  %153 = sub nsw i64 %136, %134
  %154 = and i64 %153, -4
  %155 = icmp sgt i64 %153, 3
  %156 = icmp eq i64 %154, %153
  %157 = and i64 %142, -64
  %158 = call range(i64 0, 65) i64 @llvm.ctpop.i64(i64 %142)
  %159 = icmp eq i64 %158, 1
  %160 = call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %142, i1 true)
  %161 = icmp sgt i64 %142, 63
  %162 = and i64 %142, 32
  %163 = icmp eq i64 %162, 0
  %164 = and i64 %142, 16
  %165 = icmp eq i64 %164, 0
  %166 = and i64 %142, -32
  %167 = and i64 %142, 8
  %168 = icmp eq i64 %167, 0
  %169 = and i64 %142, -16
  %170 = and i64 %142, 4
  %171 = icmp eq i64 %170, 0
  %172 = and i64 %142, -8
  %173 = and i64 %142, 2
  %174 = icmp eq i64 %173, 0
  %175 = and i64 %142, -4
  br label %188

176:                                              ; preds = %601
  %177 = icmp sle i64 %7, %603
  %178 = icmp slt i64 %603, %4
  %179 = and i1 %177, %178
  br i1 %179, label %185, label %180

180:                                              ; preds = %176
  %181 = mul nuw nsw i64 %603, 3072
  %182 = add nsw i64 %181, %93
  store i64 %182, ptr %615, align 8
  %183 = shl nuw i64 1, %603
  %184 = or i64 %183, %602
  br label %185

185:                                              ; preds = %601, %180, %176
  %186 = phi i64 [ %602, %601 ], [ %602, %176 ], [ %184, %180 ]
  %187 = icmp eq i64 %9, %604
  br i1 %187, label %140, label %601

188:                                              ; preds = %505, %140
  %189 = phi i1 [ true, %140 ], [ false, %505 ]
  %190 = phi i1 [ false, %140 ], [ true, %505 ]
  %191 = phi i64 [ 0, %140 ], [ 1, %505 ]
  br i1 %10, label %621, label %500

192:                                              ; preds = %621
  %193 = icmp sge i64 %622, %4
  %194 = zext i1 %193 to i64
  %195 = icmp eq i64 %191, %194
  br i1 %195, label %196, label %516

196:                                              ; preds = %192
  %197 = getelementptr i64, ptr %arg.outer, i64 %622
  %198 = load i64, ptr %197, align 8
  %199 = getelementptr i64, ptr %arg.core, i64 %622
  %200 = load i64, ptr %199, align 8
  %201 = getelementptr i64, ptr %arg.base, i64 %622
  %202 = load i64, ptr %201, align 8
  %203 = mul nsw i64 %198, %131
  %204 = add nsw i64 %202, %203
  %205 = mul nsw i64 %200, %130
  %206 = add nsw i64 %204, %205
  %207 = mul nuw nsw i64 %622, 3072
  %208 = add nsw i64 %207, %93
  %209 = icmp eq i64 %622, %533
  br i1 %209, label %210, label %211

210:                                              ; preds = %196
  br i1 %143, label %486, label %627

211:                                              ; preds = %196
  %212 = icmp eq i64 %622, %117
  br i1 %212, label %213, label %214

213:                                              ; preds = %211
  br i1 %143, label %486, label %742

214:                                              ; preds = %211
  %215 = icmp eq i64 %622, %541
  %216 = icmp eq i64 %622, %542
  %217 = select i1 %215, i1 true, i1 %216
  br i1 %217, label %486, label %218

218:                                              ; preds = %214
  br i1 %189, label %220, label %219

219:                                              ; preds = %218
  br label %220

220:                                              ; preds = %219, %218
  %221 = phi i64 [ %200, %219 ], [ %80, %218 ]
  %222 = phi i64 [ %198, %219 ], [ %142, %218 ]
  %223 = phi i64 [ %206, %219 ], [ %208, %218 ]
  %224 = phi i64 [ %80, %219 ], [ %200, %218 ]
  %225 = phi i64 [ %142, %219 ], [ %198, %218 ]
  %226 = phi i64 [ %208, %219 ], [ %206, %218 ]
  %227 = icmp eq i64 %224, %80
  %228 = icmp eq i64 %221, %80
  %229 = select i1 %227, i1 %228, i1 false
  br i1 %229, label %230, label %236

230:                                              ; preds = %220
  br i1 %159, label %231, label %247

231:                                              ; preds = %230
  switch i64 %160, label %247 [
    i64 4, label %235
    i64 5, label %234
    i64 6, label %233
    i64 7, label %232
  ]

232:                                              ; preds = %231
  br i1 %147, label %281, label %486

233:                                              ; preds = %231
  br i1 %147, label %270, label %486

234:                                              ; preds = %231
  br i1 %147, label %259, label %486

235:                                              ; preds = %231
  br i1 %147, label %248, label %486

236:                                              ; preds = %220
  br i1 %143, label %486, label %350

237:                                              ; preds = %350
  switch i64 %545, label %456 [
    i64 0, label %357
    i64 1, label %238
    i64 2, label %241
    i64 3, label %244
  ]

238:                                              ; preds = %237
  %239 = inttoptr i64 %356 to ptr
  %240 = inttoptr i64 %354 to ptr
  br label %389

241:                                              ; preds = %237
  %242 = inttoptr i64 %356 to ptr
  %243 = inttoptr i64 %354 to ptr
  br label %421

244:                                              ; preds = %237
  %245 = inttoptr i64 %356 to ptr
  %246 = inttoptr i64 %354 to ptr
  br label %453

247:                                              ; preds = %231, %230
  br i1 %147, label %297, label %486

248:                                              ; preds = %235, %248
  %249 = phi i64 [ %257, %248 ], [ 0, %235 ]
  %250 = mul i64 %249, %225
  %251 = add i64 %250, %226
  %252 = mul i64 %249, %222
  %253 = add i64 %252, %223
  %254 = inttoptr i64 %251 to ptr
  %255 = load <4 x i32>, ptr %254, align 1
  %256 = inttoptr i64 %253 to ptr
  store <4 x i32> %255, ptr %256, align 1
  %257 = add nuw nsw i64 %249, 1
  %258 = icmp eq i64 %257, %132
  br i1 %258, label %486, label %248

259:                                              ; preds = %234, %259
  %260 = phi i64 [ %268, %259 ], [ 0, %234 ]
  %261 = mul i64 %260, %225
  %262 = add i64 %261, %226
  %263 = mul i64 %260, %222
  %264 = add i64 %263, %223
  %265 = inttoptr i64 %262 to ptr
  %266 = load <8 x i32>, ptr %265, align 1
  %267 = inttoptr i64 %264 to ptr
  store <8 x i32> %266, ptr %267, align 1
  %268 = add nuw nsw i64 %260, 1
  %269 = icmp eq i64 %268, %132
  br i1 %269, label %486, label %259

270:                                              ; preds = %233, %270
  %271 = phi i64 [ %279, %270 ], [ 0, %233 ]
  %272 = mul i64 %271, %225
  %273 = add i64 %272, %226
  %274 = mul i64 %271, %222
  %275 = add i64 %274, %223
  %276 = inttoptr i64 %273 to ptr
  %277 = load <16 x i32>, ptr %276, align 1
  %278 = inttoptr i64 %275 to ptr
  store <16 x i32> %277, ptr %278, align 1
  %279 = add nuw nsw i64 %271, 1
  %280 = icmp eq i64 %279, %132
  br i1 %280, label %486, label %270

281:                                              ; preds = %232, %281
  %282 = phi i64 [ %295, %281 ], [ 0, %232 ]
  %283 = mul i64 %282, %225
  %284 = add i64 %283, %226
  %285 = mul i64 %282, %222
  %286 = add i64 %285, %223
  %287 = inttoptr i64 %284 to ptr
  %288 = load <16 x i32>, ptr %287, align 1
  %289 = inttoptr i64 %286 to ptr
  store <16 x i32> %288, ptr %289, align 1
  %290 = add i64 %284, 64
  %291 = inttoptr i64 %290 to ptr
  %292 = load <16 x i32>, ptr %291, align 1
  %293 = add i64 %286, 64
  %294 = inttoptr i64 %293 to ptr
  store <16 x i32> %292, ptr %294, align 1
  %295 = add nuw nsw i64 %282, 1
  %296 = icmp eq i64 %295, %132
  br i1 %296, label %486, label %281

297:                                              ; preds = %247, %347
  %298 = phi i64 [ %348, %347 ], [ 0, %247 ]
  %299 = mul i64 %298, %225
  %300 = add i64 %299, %226
  %301 = mul i64 %298, %222
  %302 = add i64 %301, %223
  br i1 %161, label %303, label %312

303:                                              ; preds = %297, %303
  %304 = phi i64 [ %310, %303 ], [ 0, %297 ]
  %305 = add i64 %304, %300
  %306 = inttoptr i64 %305 to ptr
  %307 = load <16 x i32>, ptr %306, align 1
  %308 = add i64 %304, %302
  %309 = inttoptr i64 %308 to ptr
  store <16 x i32> %307, ptr %309, align 1
  %310 = add nuw nsw i64 %304, 64
  %311 = icmp slt i64 %310, %157
  br i1 %311, label %303, label %312

312:                                              ; preds = %303, %297
  br i1 %163, label %319, label %313

313:                                              ; preds = %312
  %314 = add i64 %300, %157
  %315 = inttoptr i64 %314 to ptr
  %316 = load i256, ptr %315, align 1
  %317 = add i64 %302, %157
  %318 = inttoptr i64 %317 to ptr
  store i256 %316, ptr %318, align 1
  br label %319

319:                                              ; preds = %313, %312
  br i1 %165, label %326, label %320

320:                                              ; preds = %319
  %321 = add i64 %300, %166
  %322 = inttoptr i64 %321 to ptr
  %323 = load i128, ptr %322, align 1
  %324 = add i64 %302, %166
  %325 = inttoptr i64 %324 to ptr
  store i128 %323, ptr %325, align 1
  br label %326

326:                                              ; preds = %320, %319
  br i1 %168, label %333, label %327

327:                                              ; preds = %326
  %328 = add i64 %300, %169
  %329 = inttoptr i64 %328 to ptr
  %330 = load i64, ptr %329, align 1
  %331 = add i64 %302, %169
  %332 = inttoptr i64 %331 to ptr
  store i64 %330, ptr %332, align 1
  br label %333

333:                                              ; preds = %327, %326
  br i1 %171, label %340, label %334

334:                                              ; preds = %333
  %335 = add i64 %300, %172
  %336 = inttoptr i64 %335 to ptr
  %337 = load i32, ptr %336, align 1
  %338 = add i64 %302, %172
  %339 = inttoptr i64 %338 to ptr
  store i32 %337, ptr %339, align 1
  br label %340

340:                                              ; preds = %334, %333
  br i1 %174, label %347, label %341

341:                                              ; preds = %340
  %342 = add i64 %300, %175
  %343 = inttoptr i64 %342 to ptr
  %344 = load i16, ptr %343, align 1
  %345 = add i64 %302, %175
  %346 = inttoptr i64 %345 to ptr
  store i16 %344, ptr %346, align 1
  br label %347

347:                                              ; preds = %341, %340
  %348 = add nuw nsw i64 %298, 1
  %349 = icmp eq i64 %348, %132
  br i1 %349, label %486, label %297

350:                                              ; preds = %236, %456
  %351 = phi i64 [ %352, %456 ], [ 0, %236 ]
  %352 = add nuw nsw i64 %351, 1
  %353 = mul nsw i64 %351, %222
  %354 = add nsw i64 %353, %223
  %355 = mul nsw i64 %351, %225
  %356 = add nsw i64 %355, %226
  br i1 %544, label %237, label %456

357:                                              ; preds = %237
  %358 = inttoptr i64 %356 to ptr
  %359 = inttoptr i64 %354 to ptr
  br i1 %145, label %361, label %360

360:                                              ; preds = %361, %357
  br i1 %146, label %388, label %379

361:                                              ; preds = %357, %361
  %362 = phi i64 [ %377, %361 ], [ 0, %357 ]
  %363 = mul i64 %362, %224
  %364 = getelementptr i8, ptr %358, i64 %363
  %365 = mul i64 %362, %221
  %366 = getelementptr i8, ptr %359, i64 %365
  %367 = load i8, ptr %364, align 1
  store i8 %367, ptr %366, align 1
  %368 = getelementptr i8, ptr %364, i64 %224
  %369 = getelementptr i8, ptr %366, i64 %221
  %370 = load i8, ptr %368, align 1
  store i8 %370, ptr %369, align 1
  %371 = getelementptr i8, ptr %368, i64 %224
  %372 = getelementptr i8, ptr %369, i64 %221
  %373 = load i8, ptr %371, align 1
  store i8 %373, ptr %372, align 1
  %374 = getelementptr i8, ptr %371, i64 %224
  %375 = getelementptr i8, ptr %372, i64 %221
  %376 = load i8, ptr %374, align 1
  store i8 %376, ptr %375, align 1
  %377 = add nuw nsw i64 %362, 4
  %378 = icmp slt i64 %377, %144
  br i1 %378, label %361, label %360

379:                                              ; preds = %360, %379
  %380 = phi i64 [ %386, %379 ], [ %144, %360 ]
  %381 = mul i64 %380, %224
  %382 = getelementptr i8, ptr %358, i64 %381
  %383 = mul i64 %380, %221
  %384 = getelementptr i8, ptr %359, i64 %383
  %385 = load i8, ptr %382, align 1
  store i8 %385, ptr %384, align 1
  %386 = add nsw i64 %380, 1
  %387 = icmp slt i64 %386, %133
  br i1 %387, label %379, label %388

388:                                              ; preds = %379, %360
  switch i64 %80, label %456 [
    i64 2, label %389
    i64 4, label %421
    i64 8, label %453
  ]

389:                                              ; preds = %388, %238
  %390 = phi ptr [ %240, %238 ], [ %359, %388 ]
  %391 = phi ptr [ %239, %238 ], [ %358, %388 ]
  br i1 %145, label %393, label %392

392:                                              ; preds = %393, %389
  br i1 %146, label %420, label %411

393:                                              ; preds = %389, %393
  %394 = phi i64 [ %409, %393 ], [ 0, %389 ]
  %395 = mul i64 %394, %224
  %396 = getelementptr i8, ptr %391, i64 %395
  %397 = mul i64 %394, %221
  %398 = getelementptr i8, ptr %390, i64 %397
  %399 = load i16, ptr %396, align 2
  store i16 %399, ptr %398, align 2
  %400 = getelementptr i8, ptr %396, i64 %224
  %401 = getelementptr i8, ptr %398, i64 %221
  %402 = load i16, ptr %400, align 2
  store i16 %402, ptr %401, align 2
  %403 = getelementptr i8, ptr %400, i64 %224
  %404 = getelementptr i8, ptr %401, i64 %221
  %405 = load i16, ptr %403, align 2
  store i16 %405, ptr %404, align 2
  %406 = getelementptr i8, ptr %403, i64 %224
  %407 = getelementptr i8, ptr %404, i64 %221
  %408 = load i16, ptr %406, align 2
  store i16 %408, ptr %407, align 2
  %409 = add nuw nsw i64 %394, 4
  %410 = icmp slt i64 %409, %144
  br i1 %410, label %393, label %392

411:                                              ; preds = %392, %411
  %412 = phi i64 [ %418, %411 ], [ %144, %392 ]
  %413 = mul i64 %412, %224
  %414 = getelementptr i8, ptr %391, i64 %413
  %415 = mul i64 %412, %221
  %416 = getelementptr i8, ptr %390, i64 %415
  %417 = load i16, ptr %414, align 2
  store i16 %417, ptr %416, align 2
  %418 = add nsw i64 %412, 1
  %419 = icmp slt i64 %418, %133
  br i1 %419, label %411, label %420

420:                                              ; preds = %411, %392
  switch i64 %80, label %456 [
    i64 4, label %421
    i64 8, label %453
  ]

421:                                              ; preds = %420, %388, %241
  %422 = phi ptr [ %243, %241 ], [ %359, %388 ], [ %390, %420 ]
  %423 = phi ptr [ %242, %241 ], [ %358, %388 ], [ %391, %420 ]
  br i1 %145, label %425, label %424

424:                                              ; preds = %425, %421
  br i1 %146, label %452, label %443

425:                                              ; preds = %421, %425
  %426 = phi i64 [ %441, %425 ], [ 0, %421 ]
  %427 = mul i64 %426, %224
  %428 = getelementptr i8, ptr %423, i64 %427
  %429 = mul i64 %426, %221
  %430 = getelementptr i8, ptr %422, i64 %429
  %431 = load i32, ptr %428, align 4
  store i32 %431, ptr %430, align 4
  %432 = getelementptr i8, ptr %428, i64 %224
  %433 = getelementptr i8, ptr %430, i64 %221
  %434 = load i32, ptr %432, align 4
  store i32 %434, ptr %433, align 4
  %435 = getelementptr i8, ptr %432, i64 %224
  %436 = getelementptr i8, ptr %433, i64 %221
  %437 = load i32, ptr %435, align 4
  store i32 %437, ptr %436, align 4
  %438 = getelementptr i8, ptr %435, i64 %224
  %439 = getelementptr i8, ptr %436, i64 %221
  %440 = load i32, ptr %438, align 4
  store i32 %440, ptr %439, align 4
  %441 = add nuw nsw i64 %426, 4
  %442 = icmp slt i64 %441, %144
  br i1 %442, label %425, label %424

443:                                              ; preds = %424, %443
  %444 = phi i64 [ %450, %443 ], [ %144, %424 ]
  %445 = mul i64 %444, %224
  %446 = getelementptr i8, ptr %423, i64 %445
  %447 = mul i64 %444, %221
  %448 = getelementptr i8, ptr %422, i64 %447
  %449 = load i32, ptr %446, align 4
  store i32 %449, ptr %448, align 4
  %450 = add nsw i64 %444, 1
  %451 = icmp slt i64 %450, %133
  br i1 %451, label %443, label %452

452:                                              ; preds = %443, %424
  br i1 %546, label %453, label %456

453:                                              ; preds = %452, %420, %388, %244
  %454 = phi ptr [ %246, %244 ], [ %359, %388 ], [ %390, %420 ], [ %422, %452 ]
  %455 = phi ptr [ %245, %244 ], [ %358, %388 ], [ %391, %420 ], [ %423, %452 ]
  br i1 %145, label %459, label %458

456:                                              ; preds = %477, %458, %452, %420, %388, %350, %237
  %457 = icmp eq i64 %352, %132
  br i1 %457, label %486, label %350

458:                                              ; preds = %459, %453
  br i1 %146, label %456, label %477

459:                                              ; preds = %453, %459
  %460 = phi i64 [ %475, %459 ], [ 0, %453 ]
  %461 = mul i64 %460, %224
  %462 = getelementptr i8, ptr %455, i64 %461
  %463 = mul i64 %460, %221
  %464 = getelementptr i8, ptr %454, i64 %463
  %465 = load i64, ptr %462, align 8
  store i64 %465, ptr %464, align 8
  %466 = getelementptr i8, ptr %462, i64 %224
  %467 = getelementptr i8, ptr %464, i64 %221
  %468 = load i64, ptr %466, align 8
  store i64 %468, ptr %467, align 8
  %469 = getelementptr i8, ptr %466, i64 %224
  %470 = getelementptr i8, ptr %467, i64 %221
  %471 = load i64, ptr %469, align 8
  store i64 %471, ptr %470, align 8
  %472 = getelementptr i8, ptr %469, i64 %224
  %473 = getelementptr i8, ptr %470, i64 %221
  %474 = load i64, ptr %472, align 8
  store i64 %474, ptr %473, align 8
  %475 = add nuw nsw i64 %460, 4
  %476 = icmp slt i64 %475, %144
  br i1 %476, label %459, label %458

477:                                              ; preds = %458, %477
  %478 = phi i64 [ %484, %477 ], [ %144, %458 ]
  %479 = mul i64 %478, %224
  %480 = getelementptr i8, ptr %455, i64 %479
  %481 = mul i64 %478, %221
  %482 = getelementptr i8, ptr %454, i64 %481
  %483 = load i64, ptr %480, align 8
  store i64 %483, ptr %482, align 8
  %484 = add nsw i64 %478, 1
  %485 = icmp slt i64 %484, %133
  br i1 %485, label %477, label %456

486:                                              ; preds = %456, %281, %270, %259, %248, %347, %821, %706, %247, %236, %235, %234, %233, %232, %214, %213, %210
  br i1 %189, label %487, label %516

487:                                              ; preds = %486
  %488 = add nsw i64 %208, %152
  %489 = add nsw i64 %488, %80
  br i1 %544, label %490, label %516

490:                                              ; preds = %487
  switch i64 %545, label %516 [
    i64 0, label %857
    i64 1, label %491
    i64 2, label %494
    i64 3, label %497
  ]

491:                                              ; preds = %490
  %492 = inttoptr i64 %488 to ptr
  %493 = inttoptr i64 %489 to ptr
  br label %884

494:                                              ; preds = %490
  %495 = inttoptr i64 %488 to ptr
  %496 = inttoptr i64 %489 to ptr
  br label %911

497:                                              ; preds = %490
  %498 = inttoptr i64 %488 to ptr
  %499 = inttoptr i64 %489 to ptr
  br label %938

500:                                              ; preds = %516, %188
  br i1 %189, label %501, label %505

501:                                              ; preds = %500
  %502 = load i64, ptr %arg.loop, align 8
  %503 = inttoptr i64 %502 to ptr
  %504 = call i64 %503(ptr nonnull %1, ptr nonnull %arg.outer, i64 1, i64 %136)
  br label %505

505:                                              ; preds = %501, %500
  br i1 %190, label %506, label %188

506:                                              ; preds = %505
  %507 = add nsw i64 %134, %120
  %508 = icmp slt i64 %507, %arg.end
  br i1 %508, label %119, label %509

509:                                              ; preds = %506, %536
  %510 = load i64, ptr %82, align 8
  %511 = inttoptr i64 %510 to ptr
  %512 = getelementptr inbounds nuw i8, ptr %511, i64 216
  %513 = load i64, ptr %512, align 8
  %514 = inttoptr i64 %513 to ptr
  %515 = call i64 %514(i64 %89)
  br label %964

516:                                              ; preds = %958, %943, %937, %910, %883, %621, %490, %487, %486, %192
  %517 = icmp eq i64 %9, %623
  br i1 %517, label %500, label %621

518:                                              ; preds = %91
  %519 = add nsw i64 %7, -1
  %520 = getelementptr i64, ptr %arg.core, i64 %519
  %521 = load i64, ptr %520, align 8
  %522 = icmp eq i64 %521, %96
  br i1 %522, label %523, label %531

523:                                              ; preds = %518
  %524 = getelementptr i64, ptr %arg.base, i64 %519
  %525 = load i64, ptr %524, align 8
  %526 = getelementptr i64, ptr %arg.base, i64 %94
  %527 = load i64, ptr %526, align 8
  %528 = add nsw i64 %527, %80
  %529 = icmp ne i64 %525, %528
  %530 = freeze i1 %529
  br i1 %530, label %531, label %532

531:                                              ; preds = %523, %518, %91
  br label %532

532:                                              ; preds = %531, %523
  %533 = phi i64 [ -2, %531 ], [ %94, %523 ]
  %534 = sub nsw i64 %9, %4
  %535 = icmp slt i64 %534, 2
  br i1 %535, label %115, label %99

536:                                              ; preds = %550, %116
  %537 = phi i64 [ %557, %550 ], [ 0, %116 ]
  %538 = icmp slt i64 %arg.start, %arg.end
  br i1 %538, label %539, label %509

539:                                              ; preds = %536
  %540 = icmp eq i64 %arg.n, 0
  %541 = add nsw i64 %533, 1
  %542 = add nsw i64 %117, 1
  %543 = tail call range(i64 0, 65) i64 @llvm.ctpop.i64(i64 %80)
  %544 = icmp eq i64 %543, 1
  %545 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %80, i1 true)
  %546 = icmp eq i64 %80, 8
  %547 = icmp ne i64 %arg.n, -1
  %548 = icmp slt i64 %arg.n, 97
  %549 = mul nsw i64 %80, %arg.n
  br label %119

550:                                              ; preds = %116
  %551 = sdiv i64 3072, %80
  %552 = srem i64 3072, %80
  %553 = icmp slt i64 %80, 0
  %554 = icmp ne i64 %552, 0
  %555 = and i1 %553, %554
  %556 = sext i1 %555 to i64
  %557 = add nsw i64 %551, %556
  br label %536

558:                                              ; preds = %119
  %559 = icmp ne i64 %120, -9223372036854775808
  %560 = or i1 %547, %559
  br i1 %560, label %561, label %572

561:                                              ; preds = %558
  %562 = sdiv i64 %120, %arg.n
  %563 = srem i64 %120, %arg.n
  %564 = xor i64 %563, %arg.n
  %565 = icmp slt i64 %564, 0
  %566 = icmp ne i64 %563, 0
  %567 = and i1 %566, %565
  %568 = sext i1 %567 to i64
  %569 = add i64 %562, %568
  %570 = mul nsw i64 %569, %arg.n
  %571 = sub nsw i64 %120, %570
  br i1 %548, label %572, label %121

572:                                              ; preds = %561, %558
  %573 = phi i64 [ %571, %561 ], [ -9223372036854775808, %558 ]
  %574 = phi i64 [ %569, %561 ], [ 0, %558 ]
  %575 = sdiv i64 %537, %arg.n
  %576 = srem i64 %537, %arg.n
  %577 = xor i64 %576, %arg.n
  %578 = icmp slt i64 %577, 0
  %579 = icmp ne i64 %576, 0
  %580 = and i1 %579, %578
  %581 = sext i1 %580 to i64
  %582 = add nsw i64 %575, %581
  %583 = sub nsw i64 %arg.end, %120
  %584 = icmp ne i64 %583, -9223372036854775808
  %585 = or i1 %547, %584
  br i1 %585, label %592, label %586

586:                                              ; preds = %592, %572, %119
  %587 = phi i64 [ %582, %572 ], [ %582, %592 ], [ 0, %119 ]
  %588 = phi i64 [ %573, %572 ], [ %573, %592 ], [ %120, %119 ]
  %589 = phi i64 [ %574, %572 ], [ %574, %592 ], [ 0, %119 ]
  %590 = phi i64 [ 0, %572 ], [ %600, %592 ], [ 0, %119 ]
  %591 = call i64 @llvm.smin.i64(i64 %590, i64 %587)
  br label %129

592:                                              ; preds = %572
  %593 = sdiv i64 %583, %arg.n
  %594 = srem i64 %583, %arg.n
  %595 = xor i64 %594, %arg.n
  %596 = icmp slt i64 %595, 0
  %597 = icmp ne i64 %594, 0
  %598 = and i1 %597, %596
  %599 = sext i1 %598 to i64
  %600 = add i64 %593, %599
  br label %586

601:                                              ; preds = %185, %137
  %602 = phi i64 [ 0, %137 ], [ %186, %185 ]
  %603 = phi i64 [ 0, %137 ], [ %604, %185 ]
  %604 = add nuw nsw i64 %603, 1
  %605 = getelementptr i64, ptr %arg.outer, i64 %603
  %606 = load i64, ptr %605, align 8
  %607 = getelementptr i64, ptr %arg.core, i64 %603
  %608 = load i64, ptr %607, align 8
  %609 = getelementptr i64, ptr %arg.base, i64 %603
  %610 = load i64, ptr %609, align 8
  %611 = mul nsw i64 %606, %131
  %612 = add nsw i64 %610, %611
  %613 = mul nsw i64 %608, %130
  %614 = add nsw i64 %612, %613
  %615 = getelementptr i64, ptr %1, i64 %603
  store i64 %614, ptr %615, align 8
  %616 = icmp eq i64 %608, %80
  %617 = select i1 %616, i1 %138, i1 false
  %618 = icmp eq i64 %606, %549
  %619 = select i1 %139, i1 true, i1 %618
  %620 = select i1 %617, i1 %619, i1 false
  br i1 %620, label %185, label %176

621:                                              ; preds = %188, %516
  %622 = phi i64 [ %623, %516 ], [ 0, %188 ]
  %623 = add nuw nsw i64 %622, 1
  %624 = shl nuw i64 1, %622
  %625 = and i64 %624, %141
  %626 = icmp eq i64 %625, 0
  br i1 %626, label %516, label %192

627:                                              ; preds = %210, %706
  %628 = phi i64 [ %629, %706 ], [ 0, %210 ]
  %629 = add nuw nsw i64 %628, 1
  %630 = mul nsw i64 %628, %142
  %631 = add nsw i64 %630, %208
  %632 = add nsw i64 %631, 3072
  %633 = mul nsw i64 %628, %198
  %634 = add nsw i64 %633, %206
  switch i64 %80, label %706 [
    i64 2, label %635
    i64 4, label %670
    i64 8, label %705
  ]

635:                                              ; preds = %627
  br i1 %149, label %639, label %636

636:                                              ; preds = %639, %635
  br i1 %150, label %706, label %637

637:                                              ; preds = %636
  %638 = add i64 %634, 2
  br label %654

639:                                              ; preds = %635, %639
  %640 = phi i64 [ %652, %639 ], [ 0, %635 ]
  %641 = shl i64 %640, 2
  %642 = add i64 %641, %634
  %643 = inttoptr i64 %642 to ptr
  %644 = load <32 x i16>, ptr %643, align 1
  %645 = shufflevector <32 x i16> %644, <32 x i16> poison, <16 x i32> <i32 0, i32 2, i32 4, i32 6, i32 8, i32 10, i32 12, i32 14, i32 16, i32 18, i32 20, i32 22, i32 24, i32 26, i32 28, i32 30>
  %646 = shl nuw i64 %640, 1
  %647 = add i64 %646, %631
  %648 = inttoptr i64 %647 to ptr
  store <16 x i16> %645, ptr %648, align 1
  %649 = shufflevector <32 x i16> %644, <32 x i16> poison, <16 x i32> <i32 1, i32 3, i32 5, i32 7, i32 9, i32 11, i32 13, i32 15, i32 17, i32 19, i32 21, i32 23, i32 25, i32 27, i32 29, i32 31>
  %650 = add i64 %646, %632
  %651 = inttoptr i64 %650 to ptr
  store <16 x i16> %649, ptr %651, align 1
  %652 = add nuw nsw i64 %640, 16
  %653 = icmp slt i64 %652, %148
  br i1 %653, label %639, label %636

654:                                              ; preds = %654, %637
  %655 = phi i64 [ %148, %637 ], [ %668, %654 ]
  %656 = shl i64 %655, 2
  %657 = add i64 %656, %634
  %658 = inttoptr i64 %657 to ptr
  %659 = load i16, ptr %658, align 1
  %660 = shl i64 %655, 1
  %661 = add i64 %660, %631
  %662 = inttoptr i64 %661 to ptr
  store i16 %659, ptr %662, align 1
  %663 = add i64 %638, %656
  %664 = inttoptr i64 %663 to ptr
  %665 = load i16, ptr %664, align 1
  %666 = add i64 %660, %632
  %667 = inttoptr i64 %666 to ptr
  store i16 %665, ptr %667, align 1
  %668 = add nsw i64 %655, 1
  %669 = icmp slt i64 %668, %133
  br i1 %669, label %654, label %706

670:                                              ; preds = %627
  br i1 %149, label %674, label %671

671:                                              ; preds = %674, %670
  br i1 %150, label %706, label %672

672:                                              ; preds = %671
  %673 = add i64 %634, 4
  br label %689

674:                                              ; preds = %670, %674
  %675 = phi i64 [ %687, %674 ], [ 0, %670 ]
  %676 = shl i64 %675, 3
  %677 = add i64 %676, %634
  %678 = inttoptr i64 %677 to ptr
  %679 = load <32 x i32>, ptr %678, align 1
  %680 = shufflevector <32 x i32> %679, <32 x i32> poison, <16 x i32> <i32 0, i32 2, i32 4, i32 6, i32 8, i32 10, i32 12, i32 14, i32 16, i32 18, i32 20, i32 22, i32 24, i32 26, i32 28, i32 30>
  %681 = shl i64 %675, 2
  %682 = add i64 %681, %631
  %683 = inttoptr i64 %682 to ptr
  store <16 x i32> %680, ptr %683, align 1
  %684 = shufflevector <32 x i32> %679, <32 x i32> poison, <16 x i32> <i32 1, i32 3, i32 5, i32 7, i32 9, i32 11, i32 13, i32 15, i32 17, i32 19, i32 21, i32 23, i32 25, i32 27, i32 29, i32 31>
  %685 = add i64 %681, %632
  %686 = inttoptr i64 %685 to ptr
  store <16 x i32> %684, ptr %686, align 1
  %687 = add nuw nsw i64 %675, 16
  %688 = icmp slt i64 %687, %148
  br i1 %688, label %674, label %671

689:                                              ; preds = %689, %672
  %690 = phi i64 [ %148, %672 ], [ %703, %689 ]
  %691 = shl i64 %690, 3
  %692 = add i64 %691, %634
  %693 = inttoptr i64 %692 to ptr
  %694 = load i32, ptr %693, align 1
  %695 = shl i64 %690, 2
  %696 = add i64 %695, %631
  %697 = inttoptr i64 %696 to ptr
  store i32 %694, ptr %697, align 1
  %698 = add i64 %673, %691
  %699 = inttoptr i64 %698 to ptr
  %700 = load i32, ptr %699, align 1
  %701 = add i64 %695, %632
  %702 = inttoptr i64 %701 to ptr
  store i32 %700, ptr %702, align 1
  %703 = add nsw i64 %690, 1
  %704 = icmp slt i64 %703, %133
  br i1 %704, label %689, label %706

705:                                              ; preds = %627
  br i1 %149, label %711, label %708

706:                                              ; preds = %726, %689, %654, %708, %671, %636, %627
  %707 = icmp eq i64 %132, %629
  br i1 %707, label %486, label %627

708:                                              ; preds = %711, %705
  br i1 %150, label %706, label %709

709:                                              ; preds = %708
  %710 = add i64 %634, 8
  br label %726

711:                                              ; preds = %705, %711
  %712 = phi i64 [ %724, %711 ], [ 0, %705 ]
  %713 = shl i64 %712, 4
  %714 = add i64 %713, %634
  %715 = inttoptr i64 %714 to ptr
  %716 = load <32 x i64>, ptr %715, align 1
  %717 = shufflevector <32 x i64> %716, <32 x i64> poison, <16 x i32> <i32 0, i32 2, i32 4, i32 6, i32 8, i32 10, i32 12, i32 14, i32 16, i32 18, i32 20, i32 22, i32 24, i32 26, i32 28, i32 30>
  %718 = shl i64 %712, 3
  %719 = add i64 %718, %631
  %720 = inttoptr i64 %719 to ptr
  store <16 x i64> %717, ptr %720, align 1
  %721 = shufflevector <32 x i64> %716, <32 x i64> poison, <16 x i32> <i32 1, i32 3, i32 5, i32 7, i32 9, i32 11, i32 13, i32 15, i32 17, i32 19, i32 21, i32 23, i32 25, i32 27, i32 29, i32 31>
  %722 = add i64 %718, %632
  %723 = inttoptr i64 %722 to ptr
  store <16 x i64> %721, ptr %723, align 1
  %724 = add nuw nsw i64 %712, 16
  %725 = icmp slt i64 %724, %148
  br i1 %725, label %711, label %708

726:                                              ; preds = %726, %709
  %727 = phi i64 [ %148, %709 ], [ %740, %726 ]
  %728 = shl i64 %727, 4
  %729 = add i64 %728, %634
  %730 = inttoptr i64 %729 to ptr
  %731 = load i64, ptr %730, align 1
  %732 = shl i64 %727, 3
  %733 = add i64 %732, %631
  %734 = inttoptr i64 %733 to ptr
  store i64 %731, ptr %734, align 1
  %735 = add i64 %710, %728
  %736 = inttoptr i64 %735 to ptr
  %737 = load i64, ptr %736, align 1
  %738 = add i64 %732, %632
  %739 = inttoptr i64 %738 to ptr
  store i64 %737, ptr %739, align 1
  %740 = add nsw i64 %727, 1
  %741 = icmp slt i64 %740, %133
  br i1 %741, label %726, label %706

742:                                              ; preds = %213, %821
  %743 = phi i64 [ %744, %821 ], [ 0, %213 ]
  %744 = add nuw nsw i64 %743, 1
  %745 = mul nsw i64 %743, %142
  %746 = add nsw i64 %745, %208
  %747 = mul nsw i64 %743, %198
  %748 = add nsw i64 %747, %206
  %749 = add nsw i64 %746, 3072
  switch i64 %80, label %821 [
    i64 2, label %750
    i64 4, label %785
    i64 8, label %820
  ]

750:                                              ; preds = %742
  br i1 %149, label %754, label %751

751:                                              ; preds = %754, %750
  br i1 %150, label %821, label %752

752:                                              ; preds = %751
  %753 = add i64 %748, 2
  br label %769

754:                                              ; preds = %750, %754
  %755 = phi i64 [ %767, %754 ], [ 0, %750 ]
  %756 = shl nuw i64 %755, 1
  %757 = add i64 %756, %746
  %758 = add i64 %756, %749
  %759 = inttoptr i64 %757 to ptr
  %760 = load <16 x i16>, ptr %759, align 1
  %761 = inttoptr i64 %758 to ptr
  %762 = load <16 x i16>, ptr %761, align 1
  %763 = shufflevector <16 x i16> %760, <16 x i16> %762, <32 x i32> <i32 0, i32 16, i32 1, i32 17, i32 2, i32 18, i32 3, i32 19, i32 4, i32 20, i32 5, i32 21, i32 6, i32 22, i32 7, i32 23, i32 8, i32 24, i32 9, i32 25, i32 10, i32 26, i32 11, i32 27, i32 12, i32 28, i32 13, i32 29, i32 14, i32 30, i32 15, i32 31>
  %764 = shl i64 %755, 2
  %765 = add i64 %764, %748
  %766 = inttoptr i64 %765 to ptr
  store <32 x i16> %763, ptr %766, align 1
  %767 = add nuw nsw i64 %755, 16
  %768 = icmp slt i64 %767, %148
  br i1 %768, label %754, label %751

769:                                              ; preds = %769, %752
  %770 = phi i64 [ %148, %752 ], [ %783, %769 ]
  %771 = shl i64 %770, 1
  %772 = add i64 %771, %746
  %773 = shl i64 %770, 2
  %774 = add i64 %773, %748
  %775 = inttoptr i64 %772 to ptr
  %776 = load i16, ptr %775, align 1
  %777 = inttoptr i64 %774 to ptr
  store i16 %776, ptr %777, align 1
  %778 = add i64 %771, %749
  %779 = add i64 %753, %773
  %780 = inttoptr i64 %778 to ptr
  %781 = load i16, ptr %780, align 1
  %782 = inttoptr i64 %779 to ptr
  store i16 %781, ptr %782, align 1
  %783 = add nsw i64 %770, 1
  %784 = icmp slt i64 %783, %133
  br i1 %784, label %769, label %821

785:                                              ; preds = %742
  br i1 %149, label %789, label %786

786:                                              ; preds = %789, %785
  br i1 %150, label %821, label %787

787:                                              ; preds = %786
  %788 = add i64 %748, 4
  br label %804

789:                                              ; preds = %785, %789
  %790 = phi i64 [ %802, %789 ], [ 0, %785 ]
  %791 = shl i64 %790, 2
  %792 = add i64 %791, %746
  %793 = add i64 %791, %749
  %794 = inttoptr i64 %792 to ptr
  %795 = load <16 x i32>, ptr %794, align 1
  %796 = inttoptr i64 %793 to ptr
  %797 = load <16 x i32>, ptr %796, align 1
  %798 = shufflevector <16 x i32> %795, <16 x i32> %797, <32 x i32> <i32 0, i32 16, i32 1, i32 17, i32 2, i32 18, i32 3, i32 19, i32 4, i32 20, i32 5, i32 21, i32 6, i32 22, i32 7, i32 23, i32 8, i32 24, i32 9, i32 25, i32 10, i32 26, i32 11, i32 27, i32 12, i32 28, i32 13, i32 29, i32 14, i32 30, i32 15, i32 31>
  %799 = shl i64 %790, 3
  %800 = add i64 %799, %748
  %801 = inttoptr i64 %800 to ptr
  store <32 x i32> %798, ptr %801, align 1
  %802 = add nuw nsw i64 %790, 16
  %803 = icmp slt i64 %802, %148
  br i1 %803, label %789, label %786

804:                                              ; preds = %804, %787
  %805 = phi i64 [ %148, %787 ], [ %818, %804 ]
  %806 = shl i64 %805, 2
  %807 = add i64 %806, %746
  %808 = shl i64 %805, 3
  %809 = add i64 %808, %748
  %810 = inttoptr i64 %807 to ptr
  %811 = load i32, ptr %810, align 1
  %812 = inttoptr i64 %809 to ptr
  store i32 %811, ptr %812, align 1
  %813 = add i64 %806, %749
  %814 = add i64 %788, %808
  %815 = inttoptr i64 %813 to ptr
  %816 = load i32, ptr %815, align 1
  %817 = inttoptr i64 %814 to ptr
  store i32 %816, ptr %817, align 1
  %818 = add nsw i64 %805, 1
  %819 = icmp slt i64 %818, %133
  br i1 %819, label %804, label %821

820:                                              ; preds = %742
  br i1 %149, label %826, label %823

821:                                              ; preds = %841, %804, %769, %823, %786, %751, %742
  %822 = icmp eq i64 %132, %744
  br i1 %822, label %486, label %742

823:                                              ; preds = %826, %820
  br i1 %150, label %821, label %824

824:                                              ; preds = %823
  %825 = add i64 %748, 8
  br label %841

826:                                              ; preds = %820, %826
  %827 = phi i64 [ %839, %826 ], [ 0, %820 ]
  %828 = shl i64 %827, 3
  %829 = add i64 %828, %746
  %830 = add i64 %828, %749
  %831 = inttoptr i64 %829 to ptr
  %832 = load <16 x i64>, ptr %831, align 1
  %833 = inttoptr i64 %830 to ptr
  %834 = load <16 x i64>, ptr %833, align 1
  %835 = shufflevector <16 x i64> %832, <16 x i64> %834, <32 x i32> <i32 0, i32 16, i32 1, i32 17, i32 2, i32 18, i32 3, i32 19, i32 4, i32 20, i32 5, i32 21, i32 6, i32 22, i32 7, i32 23, i32 8, i32 24, i32 9, i32 25, i32 10, i32 26, i32 11, i32 27, i32 12, i32 28, i32 13, i32 29, i32 14, i32 30, i32 15, i32 31>
  %836 = shl i64 %827, 4
  %837 = add i64 %836, %748
  %838 = inttoptr i64 %837 to ptr
  store <32 x i64> %835, ptr %838, align 1
  %839 = add nuw nsw i64 %827, 16
  %840 = icmp slt i64 %839, %148
  br i1 %840, label %826, label %823

841:                                              ; preds = %841, %824
  %842 = phi i64 [ %148, %824 ], [ %855, %841 ]
  %843 = shl i64 %842, 3
  %844 = add i64 %843, %746
  %845 = shl i64 %842, 4
  %846 = add i64 %845, %748
  %847 = inttoptr i64 %844 to ptr
  %848 = load i64, ptr %847, align 1
  %849 = inttoptr i64 %846 to ptr
  store i64 %848, ptr %849, align 1
  %850 = add i64 %843, %749
  %851 = add i64 %825, %845
  %852 = inttoptr i64 %850 to ptr
  %853 = load i64, ptr %852, align 1
  %854 = inttoptr i64 %851 to ptr
  store i64 %853, ptr %854, align 1
  %855 = add nsw i64 %842, 1
  %856 = icmp slt i64 %855, %133
  br i1 %856, label %841, label %821

857:                                              ; preds = %490
  %858 = inttoptr i64 %488 to ptr
  %859 = inttoptr i64 %489 to ptr
  br i1 %155, label %860, label %862

860:                                              ; preds = %857
  %861 = load i8, ptr %858, align 1
  br label %865

862:                                              ; preds = %865, %857
  br i1 %156, label %883, label %863

863:                                              ; preds = %862
  %864 = load i8, ptr %858, align 1
  br label %877

865:                                              ; preds = %865, %860
  %866 = phi i8 [ %874, %865 ], [ %861, %860 ]
  %867 = phi i64 [ %875, %865 ], [ 0, %860 ]
  %868 = mul i64 %867, %80
  %869 = getelementptr i8, ptr %859, i64 %868
  store i8 %866, ptr %869, align 1
  %870 = getelementptr i8, ptr %869, i64 %80
  %871 = load i8, ptr %858, align 1
  store i8 %871, ptr %870, align 1
  %872 = getelementptr i8, ptr %870, i64 %80
  store i8 %871, ptr %872, align 1
  %873 = getelementptr i8, ptr %872, i64 %80
  %874 = load i8, ptr %858, align 1
  store i8 %874, ptr %873, align 1
  %875 = add nuw nsw i64 %867, 4
  %876 = icmp slt i64 %875, %154
  br i1 %876, label %865, label %862

877:                                              ; preds = %877, %863
  %878 = phi i64 [ %881, %877 ], [ %154, %863 ]
  %879 = mul i64 %878, %80
  %880 = getelementptr i8, ptr %859, i64 %879
  store i8 %864, ptr %880, align 1
  %881 = add nsw i64 %878, 1
  %882 = icmp slt i64 %881, %153
  br i1 %882, label %877, label %883

883:                                              ; preds = %877, %862
  switch i64 %80, label %516 [
    i64 2, label %884
    i64 4, label %911
    i64 8, label %938
  ]

884:                                              ; preds = %883, %491
  %885 = phi ptr [ %493, %491 ], [ %859, %883 ]
  %886 = phi ptr [ %492, %491 ], [ %858, %883 ]
  br i1 %155, label %887, label %889

887:                                              ; preds = %884
  %888 = load i16, ptr %886, align 2
  br label %892

889:                                              ; preds = %892, %884
  br i1 %156, label %910, label %890

890:                                              ; preds = %889
  %891 = load i16, ptr %886, align 2
  br label %904

892:                                              ; preds = %892, %887
  %893 = phi i16 [ %901, %892 ], [ %888, %887 ]
  %894 = phi i64 [ %902, %892 ], [ 0, %887 ]
  %895 = mul i64 %894, %80
  %896 = getelementptr i8, ptr %885, i64 %895
  store i16 %893, ptr %896, align 2
  %897 = getelementptr i8, ptr %896, i64 %80
  %898 = load i16, ptr %886, align 2
  store i16 %898, ptr %897, align 2
  %899 = getelementptr i8, ptr %897, i64 %80
  store i16 %898, ptr %899, align 2
  %900 = getelementptr i8, ptr %899, i64 %80
  %901 = load i16, ptr %886, align 2
  store i16 %901, ptr %900, align 2
  %902 = add nuw nsw i64 %894, 4
  %903 = icmp slt i64 %902, %154
  br i1 %903, label %892, label %889

904:                                              ; preds = %904, %890
  %905 = phi i64 [ %908, %904 ], [ %154, %890 ]
  %906 = mul i64 %905, %80
  %907 = getelementptr i8, ptr %885, i64 %906
  store i16 %891, ptr %907, align 2
  %908 = add nsw i64 %905, 1
  %909 = icmp slt i64 %908, %153
  br i1 %909, label %904, label %910

910:                                              ; preds = %904, %889
  switch i64 %80, label %516 [
    i64 4, label %911
    i64 8, label %938
  ]

911:                                              ; preds = %910, %883, %494
  %912 = phi ptr [ %496, %494 ], [ %859, %883 ], [ %885, %910 ]
  %913 = phi ptr [ %495, %494 ], [ %858, %883 ], [ %886, %910 ]
  br i1 %155, label %914, label %916

914:                                              ; preds = %911
  %915 = load i32, ptr %913, align 4
  br label %919

916:                                              ; preds = %919, %911
  br i1 %156, label %937, label %917

917:                                              ; preds = %916
  %918 = load i32, ptr %913, align 4
  br label %931

919:                                              ; preds = %919, %914
  %920 = phi i32 [ %928, %919 ], [ %915, %914 ]
  %921 = phi i64 [ %929, %919 ], [ 0, %914 ]
  %922 = mul i64 %921, %80
  %923 = getelementptr i8, ptr %912, i64 %922
  store i32 %920, ptr %923, align 4
  %924 = getelementptr i8, ptr %923, i64 %80
  %925 = load i32, ptr %913, align 4
  store i32 %925, ptr %924, align 4
  %926 = getelementptr i8, ptr %924, i64 %80
  store i32 %925, ptr %926, align 4
  %927 = getelementptr i8, ptr %926, i64 %80
  %928 = load i32, ptr %913, align 4
  store i32 %928, ptr %927, align 4
  %929 = add nuw nsw i64 %921, 4
  %930 = icmp slt i64 %929, %154
  br i1 %930, label %919, label %916

931:                                              ; preds = %931, %917
  %932 = phi i64 [ %935, %931 ], [ %154, %917 ]
  %933 = mul i64 %932, %80
  %934 = getelementptr i8, ptr %912, i64 %933
  store i32 %918, ptr %934, align 4
  %935 = add nsw i64 %932, 1
  %936 = icmp slt i64 %935, %153
  br i1 %936, label %931, label %937

937:                                              ; preds = %931, %916
  br i1 %546, label %938, label %516

938:                                              ; preds = %937, %910, %883, %497
  %939 = phi ptr [ %499, %497 ], [ %859, %883 ], [ %885, %910 ], [ %912, %937 ]
  %940 = phi ptr [ %498, %497 ], [ %858, %883 ], [ %886, %910 ], [ %913, %937 ]
  br i1 %155, label %941, label %943

941:                                              ; preds = %938
  %942 = load i64, ptr %940, align 8
  br label %946

943:                                              ; preds = %946, %938
  br i1 %156, label %516, label %944

944:                                              ; preds = %943
  %945 = load i64, ptr %940, align 8
  br label %958

946:                                              ; preds = %946, %941
  %947 = phi i64 [ %955, %946 ], [ %942, %941 ]
  %948 = phi i64 [ %956, %946 ], [ 0, %941 ]
  %949 = mul i64 %948, %80
  %950 = getelementptr i8, ptr %939, i64 %949
  store i64 %947, ptr %950, align 8
  %951 = getelementptr i8, ptr %950, i64 %80
  %952 = load i64, ptr %940, align 8
  store i64 %952, ptr %951, align 8
  %953 = getelementptr i8, ptr %951, i64 %80
  store i64 %952, ptr %953, align 8
  %954 = getelementptr i8, ptr %953, i64 %80
  %955 = load i64, ptr %940, align 8
  store i64 %955, ptr %954, align 8
  %956 = add nuw nsw i64 %948, 4
  %957 = icmp slt i64 %956, %154
  br i1 %957, label %946, label %943

958:                                              ; preds = %958, %944
  %959 = phi i64 [ %962, %958 ], [ %154, %944 ]
  %960 = mul i64 %959, %80
  %961 = getelementptr i8, ptr %939, i64 %960
  store i64 %945, ptr %961, align 8
  %962 = add nsw i64 %959, 1
  %963 = icmp slt i64 %962, %153
  br i1 %963, label %958, label %516

964:                                              ; preds = %79, %509
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  %965 = zext i1 %90 to i8
  br label %966

966:                                              ; preds = %964, %78
  %967 = phi i8 [ %965, %964 ], [ 1, %78 ]
  store i8 %967, ptr %retptr, align 1
  ret void
}

define noalias noundef ptr @packed_driver(i64 %.1, i64 %.2, i64 %.3, i64 %.4) local_unnamed_addr #0 {
  %1 = alloca [16 x i8], align 64
  %2 = alloca i64, align 8
  %3 = alloca [16 x i8], align 64
  %4 = alloca [512 x i8], align 64
  %5 = alloca [512 x i8], align 64
  %6 = alloca [512 x i8], align 64
  %7 = alloca i8, align 1
  %8 = alloca i8, align 1
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  call void @llvm.lifetime.start.p0(ptr nonnull %6)
  call void @llvm.lifetime.start.p0(ptr nonnull %7)
  call void @llvm.lifetime.start.p0(ptr nonnull %8)
  store i8 0, ptr %7, align 1
  store i8 0, ptr %8, align 1
  %9 = inttoptr i64 %.4 to ptr
  %10 = load i64, ptr %9, align 8
  %11 = inttoptr i64 %10 to ptr
  %12 = inttoptr i64 %.1 to ptr
  %13 = inttoptr i64 %.2 to ptr
  %14 = inttoptr i64 %.3 to ptr
  %15 = getelementptr inbounds nuw i8, ptr %11, i64 32
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds nuw i8, ptr %11, i64 40
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds nuw i8, ptr %11, i64 24
  %20 = load i64, ptr %19, align 8
  %21 = sub nsw i64 %20, %18
  %22 = add nsw i64 %21, -2
  %23 = sub nsw i64 4, %21
  %24 = getelementptr i64, ptr %13, i64 %23
  %25 = load i64, ptr %24, align 8
  %26 = icmp slt i64 %20, 1
  br i1 %26, label %71, label %27

27:                                               ; preds = %0
  %28 = getelementptr inbounds nuw i8, ptr %9, i64 8
  %29 = load i64, ptr %28, align 8
  %30 = getelementptr i64, ptr %14, i64 %20
  %31 = add nsw i64 %20, -1
  %32 = getelementptr i64, ptr %30, i64 %22
  %33 = getelementptr i8, ptr %32, i64 8
  %34 = icmp ne i64 %22, 0
  %35 = icmp eq i64 %29, 2
  %36 = zext i1 %35 to i64
  %37 = select i1 %35, i64 1, i64 %25
  %38 = icmp eq i64 %29, 1
  br label %85

39:                                               ; preds = %85
  %40 = getelementptr i64, ptr %30, i64 %87
  %41 = load i64, ptr %40, align 8
  br label %46

42:                                               ; preds = %85
  %43 = icmp eq i64 %87, %31
  br i1 %43, label %44, label %46

44:                                               ; preds = %42
  %45 = load i64, ptr %33, align 8
  br label %46

46:                                               ; preds = %44, %42, %39
  %47 = phi i64 [ %41, %39 ], [ %45, %44 ], [ 0, %42 ]
  %48 = icmp eq i64 %87, %22
  %49 = icmp eq i64 %87, %31
  %50 = select i1 %34, i1 %49, i1 false
  %51 = select i1 %48, i1 true, i1 %50
  br i1 %51, label %52, label %62

52:                                               ; preds = %46
  %53 = shl nsw i64 %47, %36
  %54 = mul nsw i64 %47, %37
  %55 = add nsw i64 %54, %90
  %56 = select i1 %38, i64 %90, i64 %55
  %57 = select i1 %38, i64 %55, i64 %90
  %58 = getelementptr i64, ptr %4, i64 %86
  store i64 %57, ptr %58, align 8
  %59 = getelementptr i64, ptr %5, i64 %86
  store i64 %92, ptr %59, align 8
  %60 = getelementptr i64, ptr %6, i64 %86
  store i64 %53, ptr %60, align 8
  %61 = add nsw i64 %86, 1
  br label %62

62:                                               ; preds = %52, %46
  %63 = phi i64 [ %61, %52 ], [ %86, %46 ]
  %64 = phi i64 [ %53, %52 ], [ %47, %46 ]
  %65 = phi i64 [ %56, %52 ], [ %90, %46 ]
  %66 = getelementptr i64, ptr %4, i64 %63
  store i64 %65, ptr %66, align 8
  %67 = getelementptr i64, ptr %5, i64 %63
  store i64 %92, ptr %67, align 8
  %68 = getelementptr i64, ptr %6, i64 %63
  store i64 %64, ptr %68, align 8
  %69 = add nsw i64 %63, 1
  %70 = icmp eq i64 %88, %20
  br i1 %70, label %71, label %85

71:                                               ; preds = %62, %0
  %72 = load i64, ptr %13, align 8
  %73 = icmp slt i64 %16, 1
  br i1 %73, label %83, label %94

74:                                               ; preds = %94
  %75 = getelementptr i64, ptr %5, i64 %95
  %76 = load i64, ptr %75, align 8
  %77 = getelementptr i64, ptr %6, i64 %95
  %78 = load i64, ptr %77, align 8
  %79 = mul nsw i64 %78, %25
  %80 = icmp eq i64 %76, %79
  br i1 %80, label %81, label %317

81:                                               ; preds = %94, %74
  %82 = icmp eq i64 %16, %96
  br i1 %82, label %83, label %94

83:                                               ; preds = %81, %71
  %84 = mul nsw i64 %72, %25
  br label %317

85:                                               ; preds = %62, %27
  %86 = phi i64 [ 0, %27 ], [ %69, %62 ]
  %87 = phi i64 [ 0, %27 ], [ %88, %62 ]
  %88 = add nuw nsw i64 %87, 1
  %89 = getelementptr i64, ptr %12, i64 %87
  %90 = load i64, ptr %89, align 8
  %91 = getelementptr i64, ptr %14, i64 %87
  %92 = load i64, ptr %91, align 8
  %93 = icmp sgt i64 %87, %22
  br i1 %93, label %42, label %39

94:                                               ; preds = %71, %81
  %95 = phi i64 [ %96, %81 ], [ 0, %71 ]
  %96 = add nuw nsw i64 %95, 1
  %97 = icmp sle i64 %21, %95
  %98 = icmp slt i64 %95, %20
  %99 = and i1 %97, %98
  br i1 %99, label %81, label %74

100:                                              ; preds = %317
  %101 = load i64, ptr %11, align 8
  %102 = icmp eq i64 %101, 0
  br i1 %102, label %103, label %143

103:                                              ; preds = %100
  %104 = getelementptr inbounds nuw i8, ptr %11, i64 8
  %105 = load i64, ptr %104, align 8
  %106 = inttoptr i64 %105 to ptr
  %107 = getelementptr inbounds nuw i8, ptr %11, i64 64
  %108 = load i64, ptr %107, align 8
  %109 = tail call i64 @get_status() #0
  %110 = getelementptr inbounds nuw i8, ptr %106, i64 112
  %111 = load i64, ptr %110, align 8
  %112 = inttoptr i64 %111 to ptr
  %113 = tail call i64 %112() #0
  %114 = getelementptr inbounds nuw i8, ptr %106, i64 152
  %115 = load i64, ptr %114, align 8
  %116 = inttoptr i64 %115 to ptr
  %117 = tail call i64 %116() #0
  %118 = icmp eq i64 %117, 0
  br i1 %118, label %119, label %137

119:                                              ; preds = %103
  %120 = getelementptr inbounds nuw i8, ptr %106, i64 168
  %121 = load i64, ptr %120, align 8
  %122 = inttoptr i64 %121 to ptr
  %123 = tail call i64 %122(i64 %108) #0
  %124 = icmp eq i64 %123, 0
  br i1 %124, label %137, label %125

125:                                              ; preds = %119
  %126 = getelementptr inbounds nuw i8, ptr %106, i64 200
  %127 = load i64, ptr %126, align 8
  %128 = inttoptr i64 %127 to ptr
  %129 = tail call i64 %128(i64 %123) #0
  %130 = getelementptr inbounds nuw i8, ptr %106, i64 120
  %131 = load i64, ptr %130, align 8
  %132 = inttoptr i64 %131 to ptr
  %133 = tail call i64 %132(i64 %113) #0
  %134 = tail call i64 @set_status(i64 %109) #0
  %135 = load i64, ptr %11, align 8
  %136 = icmp eq i64 %135, 0
  br i1 %136, label %403, label %143

137:                                              ; preds = %119, %103
  %138 = getelementptr inbounds nuw i8, ptr %106, i64 120
  %139 = load i64, ptr %138, align 8
  %140 = inttoptr i64 %139 to ptr
  %141 = tail call i64 %140(i64 %113) #0
  %142 = tail call i64 @set_status(i64 %109) #0
  br label %403

143:                                              ; preds = %125, %100
  %144 = getelementptr inbounds nuw i8, ptr %11, i64 16
  %145 = load i64, ptr %144, align 8
  %146 = shl nsw i64 %145, 1
  %147 = icmp slt i64 %320, %146
  br i1 %147, label %304, label %148

148:                                              ; preds = %143
  %149 = getelementptr inbounds nuw i8, ptr %11, i64 8
  %150 = load i64, ptr %149, align 8
  %151 = inttoptr i64 %150 to ptr
  %152 = getelementptr inbounds nuw i8, ptr %151, i64 8
  %153 = load i64, ptr %152, align 8
  %154 = icmp eq i64 %153, 0
  br i1 %154, label %155, label %183

155:                                              ; preds = %148
  %156 = load i64, ptr %151, align 8
  %157 = tail call i64 @get_status() #0
  %158 = getelementptr inbounds nuw i8, ptr %151, i64 112
  %159 = load i64, ptr %158, align 8
  %160 = inttoptr i64 %159 to ptr
  %161 = tail call i64 %160() #0
  %162 = getelementptr inbounds nuw i8, ptr %151, i64 152
  %163 = load i64, ptr %162, align 8
  %164 = inttoptr i64 %163 to ptr
  %165 = tail call i64 %164() #0
  %166 = icmp eq i64 %165, 0
  br i1 %166, label %167, label %254

167:                                              ; preds = %155
  %168 = getelementptr inbounds nuw i8, ptr %151, i64 168
  %169 = load i64, ptr %168, align 8
  %170 = inttoptr i64 %169 to ptr
  %171 = tail call i64 %170(i64 %156) #0
  %172 = icmp eq i64 %171, 0
  br i1 %172, label %254, label %173

173:                                              ; preds = %167
  %174 = getelementptr inbounds nuw i8, ptr %151, i64 200
  %175 = load i64, ptr %174, align 8
  %176 = inttoptr i64 %175 to ptr
  %177 = tail call i64 %176(i64 %171) #0
  %178 = getelementptr inbounds nuw i8, ptr %151, i64 120
  %179 = load i64, ptr %178, align 8
  %180 = inttoptr i64 %179 to ptr
  %181 = tail call i64 %180(i64 %161) #0
  %182 = tail call i64 @set_status(i64 %157) #0
  br label %183

183:                                              ; preds = %173, %148
  %184 = getelementptr inbounds nuw i8, ptr %151, i64 16
  %185 = load i64, ptr %184, align 8
  %186 = icmp eq i64 %185, 0
  br i1 %186, label %304, label %187

187:                                              ; preds = %183
  %188 = getelementptr inbounds nuw i8, ptr %151, i64 32
  %189 = load i64, ptr %188, align 8
  %190 = icmp eq i64 %189, 0
  br i1 %190, label %223, label %191

191:                                              ; preds = %187
  %192 = getelementptr inbounds nuw i8, ptr %151, i64 40
  %193 = load i64, ptr %192, align 8
  %194 = tail call i64 @get_status() #0
  %195 = getelementptr inbounds nuw i8, ptr %151, i64 112
  %196 = load i64, ptr %195, align 8
  %197 = inttoptr i64 %196 to ptr
  %198 = tail call i64 %197() #0
  %199 = getelementptr inbounds nuw i8, ptr %151, i64 152
  %200 = load i64, ptr %199, align 8
  %201 = inttoptr i64 %200 to ptr
  %202 = tail call i64 %201() #0
  %203 = icmp eq i64 %202, 0
  br i1 %203, label %204, label %254

204:                                              ; preds = %191
  %205 = getelementptr inbounds nuw i8, ptr %151, i64 168
  %206 = load i64, ptr %205, align 8
  %207 = inttoptr i64 %206 to ptr
  %208 = tail call i64 %207(i64 %193) #0
  %209 = icmp eq i64 %208, 0
  br i1 %209, label %254, label %210

210:                                              ; preds = %204
  %211 = getelementptr inbounds nuw i8, ptr %151, i64 200
  %212 = load i64, ptr %211, align 8
  %213 = inttoptr i64 %212 to ptr
  %214 = tail call i64 %213(i64 %208) #0
  %215 = getelementptr inbounds nuw i8, ptr %151, i64 120
  %216 = load i64, ptr %215, align 8
  %217 = inttoptr i64 %216 to ptr
  %218 = tail call i64 %217(i64 %198) #0
  %219 = tail call i64 @set_status(i64 %194) #0
  %220 = getelementptr inbounds nuw i8, ptr %151, i64 48
  %221 = load i64, ptr %220, align 8
  %222 = icmp eq i64 %221, 0
  br i1 %222, label %304, label %223

223:                                              ; preds = %210, %187
  %224 = getelementptr inbounds nuw i8, ptr %151, i64 24
  %225 = load i64, ptr %224, align 8
  %226 = inttoptr i64 %225 to ptr
  %227 = tail call i64 %226() #0
  %228 = and i64 %227, 65535
  %229 = icmp samesign ugt i64 %228, 1
  br i1 %229, label %230, label %251

230:                                              ; preds = %223
  %231 = getelementptr inbounds nuw i8, ptr %151, i64 64
  %232 = load i64, ptr %231, align 8
  %233 = icmp slt i64 %232, 0
  br i1 %233, label %234, label %251

234:                                              ; preds = %230
  %235 = load i64, ptr %149, align 8
  %236 = inttoptr i64 %235 to ptr
  %237 = getelementptr inbounds nuw i8, ptr %236, i64 56
  %238 = load i64, ptr %237, align 8
  %239 = icmp eq i64 %238, 0
  br i1 %239, label %248, label %240

240:                                              ; preds = %234
  %241 = getelementptr inbounds nuw i8, ptr %3, i64 8
  store i64 0, ptr %241, align 8
  %242 = inttoptr i64 %238 to ptr
  %243 = call i64 %242(ptr nonnull %3, i64 1) #0
  %244 = load i64, ptr %3, align 64
  %245 = mul nsw i64 %244, 1000000000
  %246 = load i64, ptr %241, align 8
  %247 = add nsw i64 %245, %246
  br label %248

248:                                              ; preds = %240, %234
  %249 = phi i64 [ %247, %240 ], [ 0, %234 ]
  %250 = getelementptr inbounds nuw i8, ptr %151, i64 72
  store i64 %249, ptr %250, align 8
  br label %304

251:                                              ; preds = %230, %223
  %252 = load i64, ptr %144, align 8
  %253 = icmp eq i64 %252, 0
  br i1 %253, label %403, label %322

254:                                              ; preds = %204, %191, %167, %155
  %255 = phi i64 [ %161, %155 ], [ %161, %167 ], [ %198, %204 ], [ %198, %191 ]
  %256 = phi i64 [ %157, %155 ], [ %157, %167 ], [ %194, %204 ], [ %194, %191 ]
  %257 = getelementptr inbounds nuw i8, ptr %151, i64 120
  %258 = load i64, ptr %257, align 8
  %259 = inttoptr i64 %258 to ptr
  %260 = tail call i64 %259(i64 %255) #0
  %261 = tail call i64 @set_status(i64 %256) #0
  br label %403

262:                                              ; preds = %322
  %263 = icmp eq i64 %331, 1
  br i1 %263, label %304, label %264

264:                                              ; preds = %262
  %265 = icmp slt i64 %318, 97
  br i1 %265, label %266, label %292

266:                                              ; preds = %264
  %267 = load i64, ptr %19, align 8
  %268 = load i64, ptr %17, align 8
  %269 = sub nsw i64 %267, %268
  %270 = load i64, ptr %15, align 8
  %271 = icmp slt i64 %270, 1
  br i1 %271, label %287, label %272

272:                                              ; preds = %266
  %273 = getelementptr inbounds nuw i8, ptr %11, i64 48
  br label %281

274:                                              ; preds = %281
  %275 = getelementptr i64, ptr %6, i64 %282
  %276 = load i64, ptr %275, align 8
  %277 = load i64, ptr %273, align 8
  %278 = icmp eq i64 %276, %277
  br i1 %278, label %279, label %295

279:                                              ; preds = %281, %274
  %280 = icmp eq i64 %283, %270
  br i1 %280, label %287, label %281

281:                                              ; preds = %279, %272
  %282 = phi i64 [ 0, %272 ], [ %283, %279 ]
  %283 = add nuw nsw i64 %282, 1
  %284 = icmp sle i64 %269, %282
  %285 = icmp slt i64 %282, %267
  %286 = and i1 %284, %285
  br i1 %286, label %279, label %274

287:                                              ; preds = %279, %266
  %288 = icmp sgt i64 %318, 7
  %289 = shl nuw nsw i64 %332, 3
  %290 = icmp slt i64 %319, %289
  %291 = select i1 %288, i1 %290, i1 false
  br i1 %291, label %296, label %295

292:                                              ; preds = %264
  %293 = shl nuw nsw i64 %332, 3
  %294 = icmp slt i64 %319, %293
  br i1 %294, label %296, label %295

295:                                              ; preds = %274, %292, %287
  br label %296

296:                                              ; preds = %295, %292, %287
  %297 = phi i64 [ %318, %295 ], [ 16, %292 ], [ 16, %287 ]
  %298 = load i64, ptr %149, align 8
  %299 = inttoptr i64 %298 to ptr
  %300 = getelementptr inbounds nuw i8, ptr %299, i64 96
  %301 = load i64, ptr %300, align 8
  store i8 0, ptr %7, align 1
  call fastcc void @run_parallel(ptr %7, ptr nonnull %11, i64 %301, i64 %.1, i64 %.2, i64 %.3, i64 %.4, i64 %320, i64 %297, i64 %332) #0
  %302 = load i8, ptr %7, align 1
  %303 = icmp eq i8 %302, 0
  br i1 %303, label %304, label %403

304:                                              ; preds = %296, %262, %248, %210, %183, %143
  %305 = call i64 @get_status() #0
  %306 = call i64 @kept_bits() #0
  %307 = and i64 %306, %305
  %308 = call i64 @default_bits() #0
  %309 = icmp eq i64 %307, %308
  br i1 %309, label %334, label %310

310:                                              ; preds = %304
  %311 = call i64 @kept_bits() #0
  %312 = xor i64 %311, -1
  %313 = and i64 %305, %312
  %314 = call i64 @default_bits() #0
  %315 = or i64 %313, %314
  %316 = call i64 @set_status(i64 %315) #0
  br label %334

317:                                              ; preds = %74, %83
  %318 = phi i64 [ %84, %83 ], [ %25, %74 ]
  %319 = phi i64 [ 1, %83 ], [ %72, %74 ]
  %320 = mul nsw i64 %319, %318
  %321 = icmp slt i64 %320, 1
  br i1 %321, label %403, label %100

322:                                              ; preds = %251
  %323 = sdiv i64 %320, %252
  %324 = srem i64 %320, %252
  %325 = xor i64 %324, %252
  %326 = icmp slt i64 %325, 0
  %327 = icmp ne i64 %324, 0
  %328 = and i1 %327, %326
  %329 = sext i1 %328 to i64
  %330 = add nsw i64 %323, %329
  %331 = tail call i64 @llvm.smin.i64(i64 %330, i64 %228)
  %332 = tail call i64 @llvm.smin.i64(i64 %331, i64 256)
  %333 = icmp slt i64 %331, 1
  br i1 %333, label %403, label %262

334:                                              ; preds = %310, %304
  store i8 0, ptr %8, align 1
  call fastcc void @_run.57(ptr %8, ptr nonnull %11, ptr %4, ptr %5, ptr %6, i64 %318, i64 0, i64 %320) #0
  %335 = load i8, ptr %8, align 1
  %336 = icmp eq i8 %335, 0
  %337 = call i64 @get_status() #0
  %338 = getelementptr inbounds nuw i8, ptr %11, i64 56
  %339 = load i64, ptr %338, align 8
  %340 = and i64 %339, %337
  %341 = getelementptr inbounds nuw i8, ptr %11, i64 8
  %342 = load i64, ptr %341, align 8
  %343 = inttoptr i64 %342 to ptr
  %344 = getelementptr inbounds nuw i8, ptr %343, i64 72
  %345 = load i64, ptr %344, align 8
  %346 = icmp eq i64 %345, 0
  br i1 %346, label %362, label %347

347:                                              ; preds = %334
  %348 = getelementptr inbounds nuw i8, ptr %343, i64 64
  %349 = load i64, ptr %348, align 8
  %350 = getelementptr inbounds nuw i8, ptr %343, i64 56
  %351 = load i64, ptr %350, align 8
  %352 = icmp eq i64 %351, 0
  br i1 %352, label %394, label %353

353:                                              ; preds = %347
  %354 = getelementptr inbounds nuw i8, ptr %1, i64 8
  store i64 0, ptr %354, align 8
  %355 = inttoptr i64 %351 to ptr
  %356 = call i64 %355(ptr nonnull %1, i64 1) #0
  %357 = load i64, ptr %1, align 64
  %358 = mul nsw i64 %357, 1000000000
  %359 = load i64, ptr %354, align 8
  %360 = add nsw i64 %358, %359
  %361 = load i64, ptr %344, align 8
  br label %394

362:                                              ; preds = %394, %334
  br i1 %336, label %363, label %378

363:                                              ; preds = %362
  %364 = load i64, ptr %341, align 8
  %365 = inttoptr i64 %364 to ptr
  %366 = getelementptr inbounds nuw i8, ptr %365, i64 112
  %367 = load i64, ptr %366, align 8
  %368 = inttoptr i64 %367 to ptr
  %369 = call i64 %368() #0
  %370 = getelementptr inbounds nuw i8, ptr %365, i64 160
  %371 = load i64, ptr %370, align 8
  %372 = inttoptr i64 %371 to ptr
  %373 = call i64 %372() #0
  %374 = getelementptr inbounds nuw i8, ptr %365, i64 120
  %375 = load i64, ptr %374, align 8
  %376 = inttoptr i64 %375 to ptr
  %377 = call i64 %376(i64 %369) #0
  br label %382

378:                                              ; preds = %362
  %379 = icmp eq i64 %340, 0
  br i1 %379, label %382, label %380

380:                                              ; preds = %378
  call fastcc void @left_to_numpy(ptr %2, ptr nonnull %11, i64 %340) #0
  %381 = load i64, ptr %2, align 8
  br label %382

382:                                              ; preds = %380, %378, %363
  %383 = phi i64 [ %381, %380 ], [ 0, %378 ], [ %340, %363 ]
  %384 = call i64 @kept_bits() #0
  %385 = xor i64 %384, -1
  %386 = and i64 %337, %385
  %387 = call i64 @kept_bits() #0
  %388 = and i64 %387, %305
  %389 = or i64 %386, %383
  %390 = or i64 %389, %388
  %391 = icmp eq i64 %390, %337
  br i1 %391, label %403, label %392

392:                                              ; preds = %382
  %393 = call i64 @set_status(i64 %390) #0
  br label %403

394:                                              ; preds = %353, %347
  %395 = phi i64 [ %361, %353 ], [ %345, %347 ]
  %396 = phi i64 [ %360, %353 ], [ 0, %347 ]
  %397 = sub nsw i64 %396, %395
  %398 = sdiv i64 %397, 20
  %399 = srem i64 %397, 20
  %400 = ashr i64 %399, 63
  %401 = add i64 %398, %349
  %402 = add i64 %401, %400
  store i64 %402, ptr %348, align 8
  store i64 0, ptr %344, align 8
  br label %362

403:                                              ; preds = %125, %137, %251, %254, %296, %317, %322, %382, %392
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  call void @llvm.lifetime.end.p0(ptr nonnull %6)
  call void @llvm.lifetime.end.p0(ptr nonnull %7)
  call void @llvm.lifetime.end.p0(ptr nonnull %8)
  ret ptr null
}

define noalias noundef ptr @packed_share(i64 %.1, i64 %.2, i64 %.3, i64 %.4) local_unnamed_addr #0 {
  %1 = alloca [16 x i8], align 64
  %2 = alloca [16 x i8], align 64
  %3 = alloca [512 x i8], align 64
  %4 = alloca [512 x i8], align 64
  %5 = alloca [512 x i8], align 64
  %6 = alloca i8, align 1
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  call void @llvm.lifetime.start.p0(ptr nonnull %5)
  call void @llvm.lifetime.start.p0(ptr nonnull %6)
  %7 = inttoptr i64 %.1 to ptr
  %8 = load i64, ptr %7, align 8
  %9 = inttoptr i64 %8 to ptr
  %10 = getelementptr inbounds nuw i8, ptr %9, i64 40
  %11 = load i64, ptr %10, align 8
  %12 = icmp slt i64 %11, 1
  br i1 %12, label %184, label %13

13:                                               ; preds = %0
  %14 = getelementptr inbounds nuw i8, ptr %9, i64 24
  %15 = load i64, ptr %14, align 8
  %16 = inttoptr i64 %15 to ptr
  %17 = load i64, ptr %16, align 8
  %18 = inttoptr i64 %17 to ptr
  %19 = load i64, ptr %9, align 8
  %20 = getelementptr inbounds nuw i8, ptr %9, i64 8
  %21 = load i64, ptr %20, align 8
  %22 = getelementptr inbounds nuw i8, ptr %9, i64 16
  %23 = load i64, ptr %22, align 8
  %24 = inttoptr i64 %19 to ptr
  %25 = inttoptr i64 %21 to ptr
  %26 = inttoptr i64 %23 to ptr
  %27 = getelementptr inbounds nuw i8, ptr %18, i64 32
  %28 = load i64, ptr %27, align 8
  %29 = getelementptr inbounds nuw i8, ptr %18, i64 40
  %30 = load i64, ptr %29, align 8
  %31 = getelementptr inbounds nuw i8, ptr %18, i64 24
  %32 = load i64, ptr %31, align 8
  %33 = sub nsw i64 %32, %30
  %34 = add nsw i64 %33, -2
  %35 = sub nsw i64 4, %33
  %36 = getelementptr i64, ptr %25, i64 %35
  %37 = load i64, ptr %36, align 8
  %38 = icmp slt i64 %32, 1
  br i1 %38, label %83, label %39

39:                                               ; preds = %13
  %40 = getelementptr inbounds nuw i8, ptr %16, i64 8
  %41 = load i64, ptr %40, align 8
  %42 = getelementptr i64, ptr %26, i64 %32
  %43 = add nsw i64 %32, -1
  %44 = getelementptr i64, ptr %42, i64 %34
  %45 = getelementptr i8, ptr %44, i64 8
  %46 = icmp ne i64 %34, 0
  %47 = icmp eq i64 %41, 2
  %48 = zext i1 %47 to i64
  %49 = select i1 %47, i64 1, i64 %37
  %50 = icmp eq i64 %41, 1
  br label %97

51:                                               ; preds = %97
  %52 = getelementptr i64, ptr %42, i64 %99
  %53 = load i64, ptr %52, align 8
  br label %58

54:                                               ; preds = %97
  %55 = icmp eq i64 %99, %43
  br i1 %55, label %56, label %58

56:                                               ; preds = %54
  %57 = load i64, ptr %45, align 8
  br label %58

58:                                               ; preds = %56, %54, %51
  %59 = phi i64 [ %53, %51 ], [ %57, %56 ], [ 0, %54 ]
  %60 = icmp eq i64 %99, %34
  %61 = icmp eq i64 %99, %43
  %62 = select i1 %46, i1 %61, i1 false
  %63 = select i1 %60, i1 true, i1 %62
  br i1 %63, label %64, label %74

64:                                               ; preds = %58
  %65 = shl nsw i64 %59, %48
  %66 = mul nsw i64 %59, %49
  %67 = add nsw i64 %66, %102
  %68 = select i1 %50, i64 %102, i64 %67
  %69 = select i1 %50, i64 %67, i64 %102
  %70 = getelementptr i64, ptr %3, i64 %98
  store i64 %69, ptr %70, align 8
  %71 = getelementptr i64, ptr %4, i64 %98
  store i64 %104, ptr %71, align 8
  %72 = getelementptr i64, ptr %5, i64 %98
  store i64 %65, ptr %72, align 8
  %73 = add nsw i64 %98, 1
  br label %74

74:                                               ; preds = %64, %58
  %75 = phi i64 [ %73, %64 ], [ %98, %58 ]
  %76 = phi i64 [ %65, %64 ], [ %59, %58 ]
  %77 = phi i64 [ %68, %64 ], [ %102, %58 ]
  %78 = getelementptr i64, ptr %3, i64 %75
  store i64 %77, ptr %78, align 8
  %79 = getelementptr i64, ptr %4, i64 %75
  store i64 %104, ptr %79, align 8
  %80 = getelementptr i64, ptr %5, i64 %75
  store i64 %76, ptr %80, align 8
  %81 = add nsw i64 %75, 1
  %82 = icmp eq i64 %100, %32
  br i1 %82, label %83, label %97

83:                                               ; preds = %74, %13
  %84 = load i64, ptr %25, align 8
  %85 = icmp slt i64 %28, 1
  br i1 %85, label %95, label %106

86:                                               ; preds = %106
  %87 = getelementptr i64, ptr %4, i64 %107
  %88 = load i64, ptr %87, align 8
  %89 = getelementptr i64, ptr %5, i64 %107
  %90 = load i64, ptr %89, align 8
  %91 = mul nsw i64 %90, %37
  %92 = icmp eq i64 %88, %91
  br i1 %92, label %93, label %112

93:                                               ; preds = %106, %86
  %94 = icmp eq i64 %28, %108
  br i1 %94, label %95, label %106

95:                                               ; preds = %93, %83
  %96 = mul nsw i64 %84, %37
  br label %112

97:                                               ; preds = %74, %39
  %98 = phi i64 [ 0, %39 ], [ %81, %74 ]
  %99 = phi i64 [ 0, %39 ], [ %100, %74 ]
  %100 = add nuw nsw i64 %99, 1
  %101 = getelementptr i64, ptr %24, i64 %99
  %102 = load i64, ptr %101, align 8
  %103 = getelementptr i64, ptr %26, i64 %99
  %104 = load i64, ptr %103, align 8
  %105 = icmp sgt i64 %99, %34
  br i1 %105, label %54, label %51

106:                                              ; preds = %83, %93
  %107 = phi i64 [ %108, %93 ], [ 0, %83 ]
  %108 = add nuw nsw i64 %107, 1
  %109 = icmp sle i64 %33, %107
  %110 = icmp slt i64 %107, %32
  %111 = and i1 %109, %110
  br i1 %111, label %93, label %86

112:                                              ; preds = %86, %95
  %113 = phi i64 [ %96, %95 ], [ %37, %86 ]
  %114 = getelementptr inbounds nuw i8, ptr %18, i64 8
  %115 = load i64, ptr %114, align 8
  %116 = inttoptr i64 %115 to ptr
  %117 = getelementptr inbounds nuw i8, ptr %116, i64 56
  %118 = load i64, ptr %117, align 8
  %119 = icmp eq i64 %118, 0
  br i1 %119, label %128, label %120

120:                                              ; preds = %112
  %121 = getelementptr inbounds nuw i8, ptr %2, i64 8
  store i64 0, ptr %121, align 8
  %122 = inttoptr i64 %118 to ptr
  %123 = call i64 %122(ptr nonnull %2, i64 1) #0
  %124 = load i64, ptr %2, align 64
  %125 = mul nsw i64 %124, 1000000000
  %126 = load i64, ptr %121, align 8
  %127 = add nsw i64 %125, %126
  br label %128

128:                                              ; preds = %120, %112
  %129 = phi i64 [ %127, %120 ], [ 0, %112 ]
  %130 = call i64 @get_status() #0
  %131 = call i64 @kept_bits() #0
  %132 = and i64 %131, %130
  %133 = call i64 @default_bits() #0
  %134 = icmp eq i64 %132, %133
  br i1 %134, label %142, label %135

135:                                              ; preds = %128
  %136 = call i64 @kept_bits() #0
  %137 = xor i64 %136, -1
  %138 = and i64 %130, %137
  %139 = call i64 @default_bits() #0
  %140 = or i64 %138, %139
  %141 = call i64 @set_status(i64 %140) #0
  br label %142

142:                                              ; preds = %135, %128
  %143 = getelementptr inbounds nuw i8, ptr %9, i64 32
  %144 = load i64, ptr %143, align 8
  %145 = load i64, ptr %10, align 8
  %146 = add nsw i64 %145, %144
  store i8 0, ptr %6, align 1
  call fastcc void @_run.57(ptr %6, ptr nonnull %18, ptr %3, ptr %4, ptr %5, i64 %113, i64 %144, i64 %146) #0
  %147 = load i8, ptr %6, align 1
  %148 = icmp eq i8 %147, 0
  %149 = call i64 @get_status() #0
  br i1 %148, label %154, label %150

150:                                              ; preds = %142
  %151 = getelementptr inbounds nuw i8, ptr %18, i64 56
  %152 = load i64, ptr %151, align 8
  %153 = and i64 %152, %149
  br label %154

154:                                              ; preds = %150, %142
  %155 = phi i64 [ %153, %150 ], [ 4294967296, %142 ]
  %156 = getelementptr inbounds nuw i8, ptr %9, i64 48
  store i64 %155, ptr %156, align 8
  %157 = call i64 @kept_bits() #0
  %158 = xor i64 %157, -1
  %159 = and i64 %149, %158
  %160 = call i64 @kept_bits() #0
  %161 = and i64 %160, %130
  %162 = or i64 %161, %159
  %163 = icmp eq i64 %162, %149
  br i1 %163, label %166, label %164

164:                                              ; preds = %154
  %165 = call i64 @set_status(i64 %162) #0
  br label %166

166:                                              ; preds = %164, %154
  %167 = load i64, ptr %114, align 8
  %168 = inttoptr i64 %167 to ptr
  %169 = getelementptr inbounds nuw i8, ptr %168, i64 56
  %170 = load i64, ptr %169, align 8
  %171 = icmp eq i64 %170, 0
  br i1 %171, label %180, label %172

172:                                              ; preds = %166
  %173 = getelementptr inbounds nuw i8, ptr %1, i64 8
  store i64 0, ptr %173, align 8
  %174 = inttoptr i64 %170 to ptr
  %175 = call i64 %174(ptr nonnull %1, i64 1) #0
  %176 = load i64, ptr %1, align 64
  %177 = mul nsw i64 %176, 1000000000
  %178 = load i64, ptr %173, align 8
  %179 = add nsw i64 %177, %178
  br label %180

180:                                              ; preds = %172, %166
  %181 = phi i64 [ %179, %172 ], [ 0, %166 ]
  %182 = sub nsw i64 %181, %129
  %183 = getelementptr inbounds nuw i8, ptr %9, i64 56
  store i64 %182, ptr %183, align 8
  br label %184

184:                                              ; preds = %0, %180
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  call void @llvm.lifetime.end.p0(ptr nonnull %5)
  call void @llvm.lifetime.end.p0(ptr nonnull %6)
  ret ptr null
}

define noalias noundef ptr @code_driver(i64 %.1, i64 %.2, i64 %.3, i64 %.4) local_unnamed_addr #0 {
  %1 = alloca [16 x i8], align 64
  %2 = alloca i64, align 8
  %3 = alloca [16 x i8], align 64
  %4 = alloca i8, align 1
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  call void @llvm.lifetime.start.p0(ptr nonnull %4)
  %5 = inttoptr i64 %.4 to ptr
  %6 = inttoptr i64 %.2 to ptr
  %7 = load i64, ptr %6, align 8
  %8 = icmp slt i64 %7, 1
  br i1 %8, label %261, label %9

9:                                                ; preds = %0
  %10 = load i64, ptr %5, align 8
  %11 = icmp eq i64 %10, 0
  br i1 %11, label %12, label %52

12:                                               ; preds = %9
  %13 = getelementptr inbounds nuw i8, ptr %5, i64 8
  %14 = load i64, ptr %13, align 8
  %15 = inttoptr i64 %14 to ptr
  %16 = getelementptr inbounds nuw i8, ptr %5, i64 64
  %17 = load i64, ptr %16, align 8
  %18 = tail call i64 @get_status() #0
  %19 = getelementptr inbounds nuw i8, ptr %15, i64 112
  %20 = load i64, ptr %19, align 8
  %21 = inttoptr i64 %20 to ptr
  %22 = tail call i64 %21() #0
  %23 = getelementptr inbounds nuw i8, ptr %15, i64 152
  %24 = load i64, ptr %23, align 8
  %25 = inttoptr i64 %24 to ptr
  %26 = tail call i64 %25() #0
  %27 = icmp eq i64 %26, 0
  br i1 %27, label %28, label %46

28:                                               ; preds = %12
  %29 = getelementptr inbounds nuw i8, ptr %15, i64 168
  %30 = load i64, ptr %29, align 8
  %31 = inttoptr i64 %30 to ptr
  %32 = tail call i64 %31(i64 %17) #0
  %33 = icmp eq i64 %32, 0
  br i1 %33, label %46, label %34

34:                                               ; preds = %28
  %35 = getelementptr inbounds nuw i8, ptr %15, i64 200
  %36 = load i64, ptr %35, align 8
  %37 = inttoptr i64 %36 to ptr
  %38 = tail call i64 %37(i64 %32) #0
  %39 = getelementptr inbounds nuw i8, ptr %15, i64 120
  %40 = load i64, ptr %39, align 8
  %41 = inttoptr i64 %40 to ptr
  %42 = tail call i64 %41(i64 %22) #0
  %43 = tail call i64 @set_status(i64 %18) #0
  %44 = load i64, ptr %5, align 8
  %45 = icmp eq i64 %44, 0
  br i1 %45, label %261, label %52

46:                                               ; preds = %28, %12
  %47 = getelementptr inbounds nuw i8, ptr %15, i64 120
  %48 = load i64, ptr %47, align 8
  %49 = inttoptr i64 %48 to ptr
  %50 = tail call i64 %49(i64 %22) #0
  %51 = tail call i64 @set_status(i64 %18) #0
  br label %261

52:                                               ; preds = %34, %9
  %53 = getelementptr inbounds nuw i8, ptr %5, i64 16
  %54 = load i64, ptr %53, align 8
  %55 = shl nsw i64 %54, 1
  %56 = icmp slt i64 %7, %55
  br i1 %56, label %180, label %57

57:                                               ; preds = %52
  %58 = getelementptr inbounds nuw i8, ptr %5, i64 8
  %59 = load i64, ptr %58, align 8
  %60 = inttoptr i64 %59 to ptr
  %61 = getelementptr inbounds nuw i8, ptr %60, i64 8
  %62 = load i64, ptr %61, align 8
  %63 = icmp eq i64 %62, 0
  br i1 %63, label %64, label %92

64:                                               ; preds = %57
  %65 = load i64, ptr %60, align 8
  %66 = tail call i64 @get_status() #0
  %67 = getelementptr inbounds nuw i8, ptr %60, i64 112
  %68 = load i64, ptr %67, align 8
  %69 = inttoptr i64 %68 to ptr
  %70 = tail call i64 %69() #0
  %71 = getelementptr inbounds nuw i8, ptr %60, i64 152
  %72 = load i64, ptr %71, align 8
  %73 = inttoptr i64 %72 to ptr
  %74 = tail call i64 %73() #0
  %75 = icmp eq i64 %74, 0
  br i1 %75, label %76, label %163

76:                                               ; preds = %64
  %77 = getelementptr inbounds nuw i8, ptr %60, i64 168
  %78 = load i64, ptr %77, align 8
  %79 = inttoptr i64 %78 to ptr
  %80 = tail call i64 %79(i64 %65) #0
  %81 = icmp eq i64 %80, 0
  br i1 %81, label %163, label %82

82:                                               ; preds = %76
  %83 = getelementptr inbounds nuw i8, ptr %60, i64 200
  %84 = load i64, ptr %83, align 8
  %85 = inttoptr i64 %84 to ptr
  %86 = tail call i64 %85(i64 %80) #0
  %87 = getelementptr inbounds nuw i8, ptr %60, i64 120
  %88 = load i64, ptr %87, align 8
  %89 = inttoptr i64 %88 to ptr
  %90 = tail call i64 %89(i64 %70) #0
  %91 = tail call i64 @set_status(i64 %66) #0
  br label %92

92:                                               ; preds = %82, %57
  %93 = getelementptr inbounds nuw i8, ptr %60, i64 16
  %94 = load i64, ptr %93, align 8
  %95 = icmp eq i64 %94, 0
  br i1 %95, label %180, label %96

96:                                               ; preds = %92
  %97 = getelementptr inbounds nuw i8, ptr %60, i64 32
  %98 = load i64, ptr %97, align 8
  %99 = icmp eq i64 %98, 0
  br i1 %99, label %132, label %100

100:                                              ; preds = %96
  %101 = getelementptr inbounds nuw i8, ptr %60, i64 40
  %102 = load i64, ptr %101, align 8
  %103 = tail call i64 @get_status() #0
  %104 = getelementptr inbounds nuw i8, ptr %60, i64 112
  %105 = load i64, ptr %104, align 8
  %106 = inttoptr i64 %105 to ptr
  %107 = tail call i64 %106() #0
  %108 = getelementptr inbounds nuw i8, ptr %60, i64 152
  %109 = load i64, ptr %108, align 8
  %110 = inttoptr i64 %109 to ptr
  %111 = tail call i64 %110() #0
  %112 = icmp eq i64 %111, 0
  br i1 %112, label %113, label %163

113:                                              ; preds = %100
  %114 = getelementptr inbounds nuw i8, ptr %60, i64 168
  %115 = load i64, ptr %114, align 8
  %116 = inttoptr i64 %115 to ptr
  %117 = tail call i64 %116(i64 %102) #0
  %118 = icmp eq i64 %117, 0
  br i1 %118, label %163, label %119

119:                                              ; preds = %113
  %120 = getelementptr inbounds nuw i8, ptr %60, i64 200
  %121 = load i64, ptr %120, align 8
  %122 = inttoptr i64 %121 to ptr
  %123 = tail call i64 %122(i64 %117) #0
  %124 = getelementptr inbounds nuw i8, ptr %60, i64 120
  %125 = load i64, ptr %124, align 8
  %126 = inttoptr i64 %125 to ptr
  %127 = tail call i64 %126(i64 %107) #0
  %128 = tail call i64 @set_status(i64 %103) #0
  %129 = getelementptr inbounds nuw i8, ptr %60, i64 48
  %130 = load i64, ptr %129, align 8
  %131 = icmp eq i64 %130, 0
  br i1 %131, label %180, label %132

132:                                              ; preds = %119, %96
  %133 = getelementptr inbounds nuw i8, ptr %60, i64 24
  %134 = load i64, ptr %133, align 8
  %135 = inttoptr i64 %134 to ptr
  %136 = tail call i64 %135() #0
  %137 = and i64 %136, 65535
  %138 = icmp samesign ugt i64 %137, 1
  br i1 %138, label %139, label %160

139:                                              ; preds = %132
  %140 = getelementptr inbounds nuw i8, ptr %60, i64 64
  %141 = load i64, ptr %140, align 8
  %142 = icmp slt i64 %141, 0
  br i1 %142, label %143, label %160

143:                                              ; preds = %139
  %144 = load i64, ptr %58, align 8
  %145 = inttoptr i64 %144 to ptr
  %146 = getelementptr inbounds nuw i8, ptr %145, i64 56
  %147 = load i64, ptr %146, align 8
  %148 = icmp eq i64 %147, 0
  br i1 %148, label %157, label %149

149:                                              ; preds = %143
  %150 = getelementptr inbounds nuw i8, ptr %3, i64 8
  store i64 0, ptr %150, align 8
  %151 = inttoptr i64 %147 to ptr
  %152 = call i64 %151(ptr nonnull %3, i64 1) #0
  %153 = load i64, ptr %3, align 64
  %154 = mul nsw i64 %153, 1000000000
  %155 = load i64, ptr %150, align 8
  %156 = add nsw i64 %154, %155
  br label %157

157:                                              ; preds = %149, %143
  %158 = phi i64 [ %156, %149 ], [ 0, %143 ]
  %159 = getelementptr inbounds nuw i8, ptr %60, i64 72
  store i64 %158, ptr %159, align 8
  br label %180

160:                                              ; preds = %139, %132
  %161 = load i64, ptr %53, align 8
  %162 = icmp eq i64 %161, 0
  br i1 %162, label %261, label %193

163:                                              ; preds = %113, %100, %76, %64
  %164 = phi i64 [ %70, %64 ], [ %70, %76 ], [ %107, %113 ], [ %107, %100 ]
  %165 = phi i64 [ %66, %64 ], [ %66, %76 ], [ %103, %113 ], [ %103, %100 ]
  %166 = getelementptr inbounds nuw i8, ptr %60, i64 120
  %167 = load i64, ptr %166, align 8
  %168 = inttoptr i64 %167 to ptr
  %169 = tail call i64 %168(i64 %164) #0
  %170 = tail call i64 @set_status(i64 %165) #0
  br label %261

171:                                              ; preds = %193
  %172 = icmp eq i64 %202, 1
  br i1 %172, label %180, label %173

173:                                              ; preds = %171
  %174 = load i64, ptr %58, align 8
  %175 = inttoptr i64 %174 to ptr
  %176 = getelementptr inbounds nuw i8, ptr %175, i64 104
  %177 = load i64, ptr %176, align 8
  store i8 0, ptr %4, align 1
  call fastcc void @run_parallel(ptr %4, ptr nonnull %5, i64 %177, i64 %.1, i64 %.2, i64 %.3, i64 %.4, i64 %7, i64 16, i64 %203) #0
  %178 = load i8, ptr %4, align 1
  %179 = icmp eq i8 %178, 0
  br i1 %179, label %180, label %261

180:                                              ; preds = %173, %171, %157, %119, %92, %52
  %181 = call i64 @get_status() #0
  %182 = call i64 @kept_bits() #0
  %183 = and i64 %182, %181
  %184 = call i64 @default_bits() #0
  %185 = icmp eq i64 %183, %184
  br i1 %185, label %205, label %186

186:                                              ; preds = %180
  %187 = call i64 @kept_bits() #0
  %188 = xor i64 %187, -1
  %189 = and i64 %181, %188
  %190 = call i64 @default_bits() #0
  %191 = or i64 %189, %190
  %192 = call i64 @set_status(i64 %191) #0
  br label %205

193:                                              ; preds = %160
  %194 = sdiv i64 %7, %161
  %195 = srem i64 %7, %161
  %196 = xor i64 %195, %161
  %197 = icmp slt i64 %196, 0
  %198 = icmp ne i64 %195, 0
  %199 = and i1 %198, %197
  %200 = sext i1 %199 to i64
  %201 = add nsw i64 %194, %200
  %202 = tail call i64 @llvm.smin.i64(i64 %201, i64 %137)
  %203 = tail call i64 @llvm.smin.i64(i64 %202, i64 256)
  %204 = icmp slt i64 %202, 1
  br i1 %204, label %261, label %171

205:                                              ; preds = %186, %180
  %206 = load i64, ptr %5, align 8
  %207 = inttoptr i64 %.1 to ptr
  %208 = inttoptr i64 %.3 to ptr
  %209 = inttoptr i64 %206 to ptr
  %210 = call i64 %209(ptr %207, ptr %208, i64 %7) #0
  %211 = call i64 @get_status() #0
  %212 = getelementptr inbounds nuw i8, ptr %5, i64 56
  %213 = load i64, ptr %212, align 8
  %214 = and i64 %213, %211
  %215 = getelementptr inbounds nuw i8, ptr %5, i64 8
  %216 = load i64, ptr %215, align 8
  %217 = inttoptr i64 %216 to ptr
  %218 = getelementptr inbounds nuw i8, ptr %217, i64 72
  %219 = load i64, ptr %218, align 8
  %220 = icmp eq i64 %219, 0
  br i1 %220, label %236, label %221

221:                                              ; preds = %205
  %222 = getelementptr inbounds nuw i8, ptr %217, i64 64
  %223 = load i64, ptr %222, align 8
  %224 = getelementptr inbounds nuw i8, ptr %217, i64 56
  %225 = load i64, ptr %224, align 8
  %226 = icmp eq i64 %225, 0
  br i1 %226, label %252, label %227

227:                                              ; preds = %221
  %228 = getelementptr inbounds nuw i8, ptr %1, i64 8
  store i64 0, ptr %228, align 8
  %229 = inttoptr i64 %225 to ptr
  %230 = call i64 %229(ptr nonnull %1, i64 1) #0
  %231 = load i64, ptr %1, align 64
  %232 = mul nsw i64 %231, 1000000000
  %233 = load i64, ptr %228, align 8
  %234 = add nsw i64 %232, %233
  %235 = load i64, ptr %218, align 8
  br label %252

236:                                              ; preds = %252, %205
  %237 = icmp eq i64 %214, 0
  br i1 %237, label %240, label %238

238:                                              ; preds = %236
  call fastcc void @left_to_numpy(ptr %2, ptr nonnull %5, i64 %214) #0
  %239 = load i64, ptr %2, align 8
  br label %240

240:                                              ; preds = %238, %236
  %241 = phi i64 [ %239, %238 ], [ 0, %236 ]
  %242 = call i64 @kept_bits() #0
  %243 = xor i64 %242, -1
  %244 = and i64 %211, %243
  %245 = call i64 @kept_bits() #0
  %246 = and i64 %245, %181
  %247 = or i64 %244, %241
  %248 = or i64 %247, %246
  %249 = icmp eq i64 %248, %211
  br i1 %249, label %261, label %250

250:                                              ; preds = %240
  %251 = call i64 @set_status(i64 %248) #0
  br label %261

252:                                              ; preds = %227, %221
  %253 = phi i64 [ %235, %227 ], [ %219, %221 ]
  %254 = phi i64 [ %234, %227 ], [ 0, %221 ]
  %255 = sub nsw i64 %254, %253
  %256 = sdiv i64 %255, 20
  %257 = srem i64 %255, 20
  %258 = ashr i64 %257, 63
  %259 = add i64 %256, %223
  %260 = add i64 %259, %258
  store i64 %260, ptr %222, align 8
  store i64 0, ptr %218, align 8
  br label %236

261:                                              ; preds = %0, %34, %46, %160, %163, %173, %193, %240, %250
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  call void @llvm.lifetime.end.p0(ptr nonnull %4)
  ret ptr null
}

define noalias noundef ptr @code_share(i64 %.1, i64 %.2, i64 %.3, i64 %.4) local_unnamed_addr #0 {
  %1 = alloca [16 x i8], align 64
  %2 = alloca [16 x i8], align 64
  %3 = alloca [512 x i8], align 64
  call void @llvm.lifetime.start.p0(ptr nonnull %1)
  call void @llvm.lifetime.start.p0(ptr nonnull %2)
  call void @llvm.lifetime.start.p0(ptr nonnull %3)
  %4 = inttoptr i64 %.1 to ptr
  %5 = load i64, ptr %4, align 8
  %6 = inttoptr i64 %5 to ptr
  %7 = getelementptr inbounds nuw i8, ptr %6, i64 40
  %8 = load i64, ptr %7, align 8
  %9 = icmp slt i64 %8, 1
  br i1 %9, label %101, label %10

10:                                               ; preds = %0
  %11 = getelementptr inbounds nuw i8, ptr %6, i64 24
  %12 = load i64, ptr %11, align 8
  %13 = inttoptr i64 %12 to ptr
  %14 = getelementptr inbounds nuw i8, ptr %6, i64 16
  %15 = load i64, ptr %14, align 8
  %16 = inttoptr i64 %15 to ptr
  %17 = load i64, ptr %6, align 8
  %18 = inttoptr i64 %17 to ptr
  %19 = getelementptr inbounds nuw i8, ptr %6, i64 32
  %20 = load i64, ptr %19, align 8
  %21 = getelementptr inbounds nuw i8, ptr %13, i64 32
  %22 = load i64, ptr %21, align 8
  %23 = icmp slt i64 %22, 1
  br i1 %23, label %35, label %24

24:                                               ; preds = %10, %24
  %25 = phi i64 [ %26, %24 ], [ 0, %10 ]
  %26 = add nuw nsw i64 %25, 1
  %27 = getelementptr i64, ptr %18, i64 %25
  %28 = load i64, ptr %27, align 8
  %29 = getelementptr i64, ptr %16, i64 %25
  %30 = load i64, ptr %29, align 8
  %31 = mul nsw i64 %30, %20
  %32 = add nsw i64 %31, %28
  %33 = getelementptr i64, ptr %3, i64 %25
  store i64 %32, ptr %33, align 8
  %34 = icmp eq i64 %22, %26
  br i1 %34, label %35, label %24

35:                                               ; preds = %24, %10
  %36 = getelementptr inbounds nuw i8, ptr %13, i64 8
  %37 = load i64, ptr %36, align 8
  %38 = inttoptr i64 %37 to ptr
  %39 = getelementptr inbounds nuw i8, ptr %38, i64 56
  %40 = load i64, ptr %39, align 8
  %41 = icmp eq i64 %40, 0
  br i1 %41, label %50, label %42

42:                                               ; preds = %35
  %43 = getelementptr inbounds nuw i8, ptr %2, i64 8
  store i64 0, ptr %43, align 8
  %44 = inttoptr i64 %40 to ptr
  %45 = call i64 %44(ptr nonnull %2, i64 1) #0
  %46 = load i64, ptr %2, align 64
  %47 = mul nsw i64 %46, 1000000000
  %48 = load i64, ptr %43, align 8
  %49 = add nsw i64 %47, %48
  br label %50

50:                                               ; preds = %42, %35
  %51 = phi i64 [ %49, %42 ], [ 0, %35 ]
  %52 = call i64 @get_status() #0
  %53 = call i64 @kept_bits() #0
  %54 = and i64 %53, %52
  %55 = call i64 @default_bits() #0
  %56 = icmp eq i64 %54, %55
  br i1 %56, label %64, label %57

57:                                               ; preds = %50
  %58 = call i64 @kept_bits() #0
  %59 = xor i64 %58, -1
  %60 = and i64 %52, %59
  %61 = call i64 @default_bits() #0
  %62 = or i64 %60, %61
  %63 = call i64 @set_status(i64 %62) #0
  br label %64

64:                                               ; preds = %57, %50
  %65 = load i64, ptr %13, align 8
  %66 = load i64, ptr %7, align 8
  %67 = inttoptr i64 %65 to ptr
  %68 = call i64 %67(ptr nonnull %3, ptr %16, i64 %66) #0
  %69 = call i64 @get_status() #0
  %70 = getelementptr inbounds nuw i8, ptr %13, i64 56
  %71 = load i64, ptr %70, align 8
  %72 = and i64 %71, %69
  %73 = getelementptr inbounds nuw i8, ptr %6, i64 48
  store i64 %72, ptr %73, align 8
  %74 = call i64 @kept_bits() #0
  %75 = xor i64 %74, -1
  %76 = and i64 %69, %75
  %77 = call i64 @kept_bits() #0
  %78 = and i64 %77, %52
  %79 = or i64 %78, %76
  %80 = icmp eq i64 %79, %69
  br i1 %80, label %83, label %81

81:                                               ; preds = %64
  %82 = call i64 @set_status(i64 %79) #0
  br label %83

83:                                               ; preds = %81, %64
  %84 = load i64, ptr %36, align 8
  %85 = inttoptr i64 %84 to ptr
  %86 = getelementptr inbounds nuw i8, ptr %85, i64 56
  %87 = load i64, ptr %86, align 8
  %88 = icmp eq i64 %87, 0
  br i1 %88, label %97, label %89

89:                                               ; preds = %83
  %90 = getelementptr inbounds nuw i8, ptr %1, i64 8
  store i64 0, ptr %90, align 8
  %91 = inttoptr i64 %87 to ptr
  %92 = call i64 %91(ptr nonnull %1, i64 1) #0
  %93 = load i64, ptr %1, align 64
  %94 = mul nsw i64 %93, 1000000000
  %95 = load i64, ptr %90, align 8
  %96 = add nsw i64 %94, %95
  br label %97

97:                                               ; preds = %89, %83
  %98 = phi i64 [ %96, %89 ], [ 0, %83 ]
  %99 = sub nsw i64 %98, %51
  %100 = getelementptr inbounds nuw i8, ptr %6, i64 56
  store i64 %99, ptr %100, align 8
  br label %101

101:                                              ; preds = %0, %97
  call void @llvm.lifetime.end.p0(ptr nonnull %1)
  call void @llvm.lifetime.end.p0(ptr nonnull %2)
  call void @llvm.lifetime.end.p0(ptr nonnull %3)
  ret ptr null
}

declare i64 @llvm.ctpop.i64(i64) #1

declare i64 @llvm.cttz.i64(i64, i1 immarg) #2

declare i64 @llvm.smin.i64(i64, i64) #1

declare i64 @llvm.smax.i64(i64, i64) #1

declare void @llvm.lifetime.start.p0(ptr captures(none)) #3

declare void @llvm.lifetime.end.p0(ptr captures(none)) #3

declare i64 @llvm.umin.i64(i64, i64) #1

attributes #0 = { nounwind }
attributes #1 = { nocallback nocreateundeforpoison nofree nosync nounwind speculatable willreturn memory(none) }
attributes #2 = { nocallback nofree nosync nounwind speculatable willreturn memory(none) }
attributes #3 = { nocallback nofree nosync nounwind willreturn memory(argmem: readwrite) }

